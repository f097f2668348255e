using FleetActors.Alerts;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>A call that is ours: a device was called for an alert and has answered.</summary>
public sealed class CallbackCallTests
{
    private const string Device = "+15550100777";
    private static readonly string AlertId = Alerts.AlertId.New(CallStory.Start);
    private static readonly RelatedAlert Origin = new(AlertId, Severity.Critical, "button-7", "The button was pressed.", "the device was called back for it");
    private static readonly CallbackCall Callback = new(CallStory.Id, CallStory.Leg, Device, "a1", Origin);

    [Fact]
    public void Open_IsActiveGreetsStreamsAndTellsTheAlert()
    {
        var story = Opened();

        story.State.Status.ShouldBe(CallStatus.Active);
        story.Owed.ShouldBe(["greet", "stream", "tell-alerts", "relate"]);
        story.State.TokenHashes.ShouldBe(["hash-1"]);
        story.State.Alerts.ShouldBe([Origin]);
        var view = CallViews.ToView(story.State, story.State.Heard, withTimeline: true);
        (view.FromMasked, view.CallbackFor, view.AnsweredAt).ShouldBe(("\u2022777", AlertId, CallStory.Start));
        view.Timeline[0].Text.ShouldBe($"Device button-7 \u2022777 was called for alert {AlertId}.");
    }

    [Fact]
    public void Open_Twice_ChangesNothing() => Opened().Tell(new OpenCallback(Callback, "hash-2")).Last.Facts.ShouldBeEmpty();

    [Fact]
    public void Open_OfACallThatCameIn_ChangesNothing() => CallStory.Active().Tell(new OpenCallback(Callback, "hash-2")).Last.Facts.ShouldBeEmpty();

    [Fact]
    public void Open_NowhereToStream_LetsTheProviderHear() =>
        Opened(CallStory.Rules with { Streams = false }).Owed.ShouldBe(["greet", "record", "transcribe", "tell-alerts", "relate"]);

    [Fact]
    public void Commands_CarryTheStateThatNamesAlertAttemptAndCall()
    {
        var story = Opened();
        var stream = (StartStreaming)Command(story, "stream", new CallStream("wss://fleet.example.com/ws?call=1&token=2", "PCMU"))!;

        CallbackState.TryParse(stream.ClientState, out var state).ShouldBeTrue();
        state.ShouldBe(new CallbackState(AlertId, "a1", CallStory.Id));
        ((Speak)Command(story, "greet")!).ClientState.ShouldBe(stream.ClientState);
        CallEffects.CallerStates(story.State).ShouldBe([stream.ClientState, $"fb1|{AlertId}|a1|"]);
    }

    [Fact]
    public void Dispatcher_JoinsAsInAnyCall()
    {
        var story = Opened().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher)));

        var dial = (Dial)Command(story, "d1.dial")!;
        (dial.ClientState, dial.WithoutMachineDetection).ShouldBe(($"fc1|{CallStory.Id}|d1", false));
    }

    [Fact]
    public void HangUp_IsWorkedUpAndQueued()
    {
        var story = Opened().Accept("greet").Accept("stream").Open("stream-1").Wait(30).Event(InboundCallEventKind.Hangup, "normal_clearing").Wait(1).Finish();

        story.State.Packet!.Alerts.ShouldBe([Origin]);
        story.State.Packet.FromMasked.ShouldBe("\u2022777");
        story.Owed.ShouldContain("queue");
    }

    [Fact]
    public void Related_FoundLater_JoinsThoseKnownAndIsToldApart()
    {
        var later = Origin with { AlertId = "alrt-later", Because = "the number of device button-7" };
        var story = Opened().Tell(new Related([later, Origin]));
        story.State.Alerts.ShouldBe([Origin, later]);
        story.Owed.ShouldBe(["greet", "stream", "tell-alerts", "tell-alerts.2"]);

        story.Tell(new Related([later])).Last.Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Related_Many_TenAtMost()
    {
        var many = Enumerable.Range(0, 30).Select(n => Origin with { AlertId = $"alrt-{n}" });
        CallStory.Active().Tell(new Related([.. many])).State.Alerts.Length.ShouldBe(10);
    }

    /// <summary>A device called back has just answered.</summary>
    internal static CallStory Opened(CallRules? rules = null)
    {
        var story = new CallStory { With = rules ?? CallStory.Rules };
        return story.Tell(new OpenCallback(Callback, "hash-1"));
    }

    private static TelephonyCommand? Command(CallStory story, string effectId, CallStream? stream = null) =>
        CallEffects.CommandFor(story.State, story.State.FindOwed(effectId)!, stream, new CallOptions());
}
