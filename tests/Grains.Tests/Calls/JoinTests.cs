using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>Dispatchers who join by phone.</summary>
public sealed class JoinTests
{
    private const string LegOne = "v3:dispatcher-1";

    private static CallStory Joined() =>
        CallStory.Active().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Accept("d1.dial", LegOne)
            .Event(InboundCallEventKind.Answered, legId: "d1", leg: LegOne).Accept("conference", "conf-1").Accept("d1.join", "conf-1");

    [Fact]
    public void Join_DialsThenMakesAConferenceFromTheCaller()
    {
        var story = CallStory.Active().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher)));
        story.Last.Answer.ShouldBe(CallActionResult.Done);
        story.Owed.ShouldContain("d1.dial");
        CallEffects.CommandFor(story.State, story.State.FindOwed("d1.dial")!, null, new CallOptions()).ShouldBeOfType<Dial>()
            .ClientState.ShouldBe("fc1|session-1|d1");

        story.Accept("d1.dial", LegOne).Owed.ShouldBe(["relate"]);
        story.Event(InboundCallEventKind.Answered, legId: "d1", leg: LegOne).Owed.ShouldBe(["relate", "conference"]);
        CallEffects.CommandFor(story.State, story.State.FindOwed("conference")!, null, new CallOptions()).ShouldBeOfType<CreateConference>()
            .CallControlId.ShouldBe(CallStory.Leg);
        story.Accept("conference", "conf-1").Owed.ShouldBe(["relate", "d1.join"]);
        story.Accept("d1.join", "conf-1");
        story.State.FindLeg("d1")!.Phase.ShouldBe(JoinPhase.Talking);
        story.Owed.ShouldBe(["relate"]);
    }

    [Fact]
    public void Answered_BeforeTheDialsAnswer_WorksByItsWebhook()
    {
        var story = CallStory.Active().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher)));

        story.Event(InboundCallEventKind.Answered, legId: "d1", leg: LegOne);

        story.Owed.ShouldBe(["relate", "conference"]);
        story.Accept("d1.dial", LegOne).State.FindLeg("d1")!.Phase.ShouldBe(JoinPhase.Answered);
    }

    [Fact]
    public void Join_TwiceFromTheSamePhone_RingsOnce()
    {
        var story = CallStory.Active().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Tell(new Join(new JoinCall("ada", CallStory.Dispatcher)));

        story.Last.Answer.ShouldBe(CallActionResult.Done);
        story.State.Legs.Length.ShouldBe(1);
    }

    [Fact]
    public void Join_ASecondDispatcher_JoinsTheSameConference()
    {
        var story = Joined().Tell(new Join(new JoinCall("bob", "+15550100003"))).Accept("d2.dial", "v3:dispatcher-2")
            .Event(InboundCallEventKind.Answered, legId: "d2", leg: "v3:dispatcher-2");

        story.Owed.ShouldBe(["relate", "d2.join"]);
    }

    [Fact]
    public void Join_BeforeTheAnswerOrAfterTheEnd_IsRefused()
    {
        CallStory.Announced().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Last.Answer!.Outcome.ShouldBe(CallActionOutcome.Refused);
        CallStory.Active().Event(InboundCallEventKind.Hangup).Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Last.Answer!.Outcome
            .ShouldBe(CallActionOutcome.Refused);
        new CallStory().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Last.Answer.ShouldBe(CallActionResult.NotFound);
    }

    [Fact]
    public void CallerHangsUp_TheDispatchersLegIsHungUp()
    {
        var story = Joined().Event(InboundCallEventKind.Hangup);

        story.Owed.ShouldBe(["relate", "d1.hangup", "work-up"], ignoreOrder: true);
        story.State.FindLeg("d1")!.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void CallerHangsUp_WhileTheDialIsOnItsWay_ThePhoneIsHungUpWhenItRings()
    {
        var story = CallStory.Active().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Event(InboundCallEventKind.Hangup);
        story.Owed.ShouldNotContain("d1.dial");

        story.Accept("d1.dial", LegOne);

        story.Owed.ShouldContain("d1.hangup");
    }

    [Fact]
    public void DispatcherHangsUp_TheCallerStays()
    {
        var story = Joined().Event(InboundCallEventKind.Hangup, "normal_clearing", legId: "d1", leg: LegOne);

        story.State.Status.ShouldBe(CallStatus.Active);
        CallViews.ToView(story.State, Heard.Nothing, false).Dispatchers[0].State.ShouldBe("left");
    }

    [Fact]
    public void NobodyAnswers_IsGivenUpInTime()
    {
        var story = CallStory.Active().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Accept("d1.dial", LegOne).Wait(45).Tell(new Tick());

        CallViews.ToView(story.State, Heard.Nothing, false).Dispatchers[0].State.ShouldBe("failed: no answer");
        story.Owed.ShouldContain("d1.hangup");
    }

    [Fact]
    public void AMachineAnswers_IsNotBroughtToTheCaller()
    {
        var story = CallStory.Active().Tell(new Join(new JoinCall("ada", CallStory.Dispatcher))).Accept("d1.dial", LegOne)
            .Event(InboundCallEventKind.MachineDetected, "machine", legId: "d1", leg: LegOne);

        story.Owed.ShouldContain("d1.hangup");
        story.Event(InboundCallEventKind.Answered, legId: "d1", leg: LegOne).Owed.ShouldNotContain("conference");
    }

    [Fact]
    public void ConferenceEnded_IsMadeAnew()
    {
        var story = Joined().Event(InboundCallEventKind.Hangup, legId: "d1", leg: LegOne).Tell(new Join(new JoinCall("bob", "+15550100003")))
            .Accept("d2.dial", "v3:dispatcher-2").Event(InboundCallEventKind.Answered, legId: "d2", leg: "v3:dispatcher-2");

        story.Answer("d2.join", TelephonyResult.Gone("90019", "conference ended"));

        story.Owed.ShouldContain("conference");
        story.Accept("conference", "conf-2").Owed.ShouldContain("d2.join");
    }
}
