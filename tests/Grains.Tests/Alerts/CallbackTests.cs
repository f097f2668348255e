using System.Collections.Immutable;
using FleetActors.OnCall;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>The channel <c>callback</c>: the alert's device is called, and its leg becomes an emergency call.</summary>
public sealed class CallbackTests
{
    private static readonly OperatorAction Ada = new("ada", "api", null);

    /// <summary>The device first, the dispatcher after two minutes.</summary>
    private static readonly EscalationPolicy Policy = new(
        "button", "Calls the button back", [Step([], Channel.Callback), Step(["dispatcher"], Channel.Call)], Rounds: 2, TimeSpan.FromMinutes(30));

    [Fact]
    public void Open_DialsTheDeviceWithoutMachineDetectionWhoeverTheTargetsAre()
    {
        var story = Opened(Policy with { Steps = [Step(["on-call"], Channel.Callback)] });

        story.Owed.ShouldBe(["a1.dial"]);
        story.Attempt("a1").Recipient.ShouldBe(new Recipient("truck-7", "Button 7", Story.Button));
        var dial = (Dial)AlertEffects.CommandFor(story.State, story.State.Owed[0])!;
        (dial.To, dial.WithoutMachineDetection).ShouldBe((Story.Button, true));
        CallbackState.TryParse(dial.ClientState, out var leg).ShouldBeTrue();
        leg.ShouldBe(new CallbackState(Story.Id, "a1", null));
        AlertEffects.CommandFor(story.State, story.State.Owed[0])!.CommandId.ShouldBe(dial.CommandId, "a repeat has the same identity");
    }

    [Fact]
    public void PickUp_OwesTheCallAndAcknowledgesNothing()
    {
        var story = Opened().PickUp("a1");

        story.Owed.ShouldBe(["a1.open"]);
        var call = AlertEffects.CallFor(story.State, story.State.Owed[0])!;
        (call.CallId, call.CallControlId, call.Number, call.AttemptId, call.Alert.AlertId).ShouldBe(("session-a1", "leg-a1", Story.Button, "a1", Story.Id));
        story.State.Status.ShouldBe(AlertStatus.Paging);
        story.Decision.Reply.ShouldBe(CallEventReply.EventReceived);

        story.Accept("a1.open");
        story.Owed.ShouldBeEmpty();
        AlertViews.ToView(story.State, includeTimeline: true).Attempts.Single().State.ShouldBe("talking");
        story.After(TimeSpan.FromMinutes(2)).Owed.ShouldBe(["a2.dial"], "the step waits its time, then the dispatcher is called");
    }

    [Fact]
    public void PickUp_Twice_OpensOneCall()
    {
        var story = Opened().PickUp("a1").Accept("a1.open");
        story.Event(CallEventKind.Answered, "a1").Last.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("user_busy")]
    [InlineData("timeout")]
    [InlineData("call_rejected")]
    public void NotReached_NothingElseInTheStep_TheNextStepIsDueAtOnce(string cause)
    {
        var story = Opened().AcceptAll().HangUp("a1", cause);

        story.State.Escalation.DueAt.ShouldBe(story.Now);
        story.Last.Select(entry => TimelineText.View(entry, story.State).Text)
            .ShouldBe([$"Call with Button 7 \u2022777 over: {cause}.", "Goes on at once: the device was not reached."]);
        story.After(TimeSpan.Zero).Attempt("a2").Recipient.Number.ShouldBe(Story.Dispatcher);
        story.HangUp("a1", cause).Last.ShouldBeEmpty("its second hang-up is no news");
    }

    [Fact]
    public void DialRefused_TheNextStepIsDueAtOnce() =>
        Opened().Result("a1.dial", TelephonyResult.Permanent("10016", "bad number")).State.Escalation.DueAt.ShouldBe(Story.Start);

    [Fact]
    public void NotHeardOf_IsHungUpAndTheNextStepBeginsAtOnce()
    {
        Opened().AcceptAll().After(Legs.RingPatience).Owed.ShouldBe(["a1.hangup", "a2.dial"]);
    }

    [Fact]
    public void NotHeardOf_NobodyWasLookedUp_TheNextStepIsDueAndWaitsForThat()
    {
        var story = Opened().AcceptAll().Wait(Legs.RingPatience).Tell(new Tick(null));

        story.Owed.ShouldBe(["a1.hangup"]);
        (story.State.Status, story.State.Escalation.DueAt).ShouldBe((AlertStatus.Paging, story.Now));
        story.After(TimeSpan.Zero).Owed.ShouldBe(["a1.hangup", "a2.dial"]);
    }

    [Fact]
    public void NotReached_SomebodyElseIsPagedInTheStep_TheStepWaitsForThem()
    {
        var story = Opened(Policy with { Steps = [Step(["on-call"], Channel.Callback, Channel.Sms), Policy.Steps[1]] }).AcceptAll();

        story.HangUp("a1", "user_busy");

        story.State.Escalation.DueAt.ShouldBe(Story.Start.AddMinutes(2));
    }

    [Fact]
    public void NotReached_LastStep_WaitsForTheRoundSoThatTheDeviceDoesNotRingOnAndOn()
    {
        var story = Opened(Policy with { Steps = [Policy.Steps[0]] }).AcceptAll().HangUp("a1", "user_busy");
        story.State.Escalation.DueAt.ShouldBe(Story.Start.AddMinutes(2));
        story.After(TimeSpan.FromMinutes(1)).Owed.ShouldBeEmpty("no second dial for the same step");
        story.After(TimeSpan.FromMinutes(1)).Owed.ShouldBe(["a2.dial"]);
    }

    [Fact]
    public void NextRound_WhileTheDeviceIsOnTheLine_DoesNotDialItAgain()
    {
        var story = Opened(Policy with { Steps = [Policy.Steps[0]] }).PickUp("a1").Accept("a1.open");

        story.After(TimeSpan.FromMinutes(2)).State.Escalation.Round.ShouldBe(2);

        story.State.Attempts.Length.ShouldBe(1);
        story.State.Status.ShouldBe(AlertStatus.Paging);
    }

    [Theory]
    [InlineData("truck-7", "Device truck-7 cannot be called back: it has no phone number.")]
    [InlineData(null, "Nothing can be called back: the alert names no device.")]
    public void Open_NothingToDial_SaysSoAndGoesOnAtOnce(string? deviceId, string told)
    {
        var report = Story.Report() with { DeviceId = deviceId };
        var story = new Story().Tell(new Open(Story.Id, report, Classifying.Given(report), Policy, null, false, Story.Book));

        story.State.Timeline.Select(entry => TimelineText.View(entry, story.State).Text).ShouldContain(told);
        story.Owed.ShouldBe(["a1.dial"]);
        story.Attempt("a1").Recipient.Number.ShouldBe(Story.Dispatcher);
    }

    [Fact]
    public void Acknowledge_BeforeTheDialLeft_TakesItBack() =>
        Opened().Tell(new Acknowledge(Ada)).Owed.ShouldBeEmpty();

    [Fact]
    public void Acknowledge_WhileItRings_HangsUpAndALateAnswerOpensNoCall()
    {
        var story = Opened().AcceptAll().Tell(new Acknowledge(Ada));
        story.Owed.ShouldBe(["a1.hangup"]);

        story.PickUp("a1").Owed.ShouldBe(["a1.hangup"]);
        story.HangUp("a1").Accept("a1.hangup").After(TimeSpan.FromHours(1)).Owed.ShouldBeEmpty();
    }

    [Fact]
    public void Acknowledge_WhileTheDeviceTalks_LeavesTheCallAlone()
    {
        var story = Opened().PickUp("a1").Tell(new Acknowledge(Ada));

        story.Owed.ShouldBe(["a1.open"]);
        story.Attempt("a1").IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void HangUp_BeforeTheCallWasOpened_StillOwesItsOpening()
    {
        var story = Opened().PickUp("a1").HangUp("a1");

        story.Owed.ShouldBe(["a1.open"]);
        story.State.Escalation.DueAt.ShouldBe(Story.Start.AddMinutes(2), "the device was reached");
    }

    [Theory]
    [InlineData(CallEventKind.GatherEnded)]
    [InlineData(CallEventKind.Digit)]
    [InlineData(CallEventKind.MachineDetected)]
    [InlineData(CallEventKind.GreetingEnded)]
    [InlineData(CallEventKind.SpeakEnded)]
    [InlineData(CallEventKind.ConferenceJoined)]
    [InlineData(CallEventKind.ConferenceEnded)]
    public void WhatHappensOnTheLeg_IsTheCallsAffair(CallEventKind kind)
    {
        var story = Opened().PickUp("a1").Accept("a1.open");

        story.Event(kind, "a1", "1", "valid", AnsweredBy.Machine, "conf-1").Last.ShouldBeEmpty();
        story.State.Status.ShouldBe(AlertStatus.Paging);
    }

    [Fact]
    public void Plan_ShowsTheCallback() =>
        AlertPlan.From(Opened().State, Story.ButtonBook).Select(page => (page.Round, page.Step, page.Target, page.Channel))
            .ShouldBe([(1, 2, "Dispatcher", "call"), (2, 1, "Button 7", "callback"), (2, 2, "Dispatcher", "call")]);

    [Fact]
    public void LinkCall_Twice_IsToldOnce()
    {
        var link = new CallLink("session-9", "\u2022567", "the number of device truck-7");
        var story = Opened().Tell(new LinkCall(link)).Tell(new LinkCall(link));

        story.Last.ShouldBeEmpty();
        story.State.Calls.ShouldBe(["session-9"]);
        var line = story.State.Timeline.Select(entry => TimelineText.View(entry, story.State)).Single(view => view.Kind == "call_linked");
        line.Text.ShouldBe("Emergency call session-9 with \u2022567: the number of device truck-7.");
    }

    [Fact]
    public void Escalate_SameTextAgain_ActsOnce()
    {
        var action = new OperatorAction("On call", "sms", null, "event-1");
        var story = Story.Opened("medium").Tell(new Escalate(action, Story.Book));
        story.State.Escalation.Step.ShouldBe(1);

        story.Tell(new Escalate(action, Story.Book)).Last.ShouldBeEmpty();
        story.Decision.Refusal.ShouldBeNull();
        story.Tell(new Escalate(action with { EventId = "event-2" }, Story.Book)).State.Escalation.Round.ShouldBe(2);
    }

    [Fact]
    public void Index_NamesEveryNumberThatIsPagedOrWillBeInThisStep()
    {
        var story = Story.Opened(new EscalationPolicy(
            "calls", "Calls", [Step(["on-call", "dispatcher"], Channel.Call)], Rounds: 1, TimeSpan.FromMinutes(30)));
        story.State.Index.Pages.ShouldBe([new AlertIndexCode(Story.OnCall, ""), new AlertIndexCode(Story.Dispatcher, "")]);

        story.AcceptAll().HangUp("a1", "user_busy").State.Index.Pages.Length.ShouldBe(2);

        Story.Opened("medium").State.Index.Pages.ShouldBe([new AlertIndexCode(Story.OnCall, "417")]);
        Opened().State.Index.Pages.ShouldBeEmpty("a device is no person");
    }

    private static Story Opened(EscalationPolicy? policy = null) => Story.Opened(policy ?? Policy, book: Story.ButtonBook);

    private static PolicyStep Step(ImmutableArray<string> targets, params ImmutableArray<Channel> channels) =>
        new(targets, channels, RepeatChannels: [], Delay: TimeSpan.Zero, TimeSpan.FromMinutes(2));
}
