using FleetActors.OnCall;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

public sealed class AnsweringTests
{
    private static readonly OperatorAction Ada = new("ada", "api", null);

    [Fact]
    public void PickUp_SpeaksTheBriefing()
    {
        var story = Story.Opened("medium").PickUp("a2");

        story.Decision.Reply.ShouldBe(CallEventReply.Briefing);
        story.Owed.ShouldContain("a2.prompt1");
        AlertEffects.CommandFor(story.State, story.State.FindOwed("a2.prompt1")!).ShouldBeOfType<GatherUsingSpeak>()
            .Text.ShouldStartWith("Fleet alert. It is 91 degrees.");
    }

    [Fact]
    public void KeyOne_AcknowledgesWithNameAndNothingPagesAfter()
    {
        var story = Story.Opened("medium").PickUp("a2").AcceptAll().Press("a2", "1");

        story.State.Acknowledged.ShouldBe(new AnsweredFor("On call", Story.Start, "call"));
        story.State.Escalation.DueAt.ShouldBeNull();
        story.Owed.ShouldBe(["a2.farewell"]);
        story.AcceptAll().Event(CallEventKind.SpeakEnded, "a2").Owed.ShouldBe(["a2.hangup"]);
        story.AcceptAll().HangUp("a2").After(TimeSpan.FromDays(2));
        story.Owed.ShouldBeEmpty();
        story.State.Attempts.Length.ShouldBe(2);
    }

    [Fact]
    public void KeyTwo_BeginsNextStepAtOnce()
    {
        var story = Story.Opened("medium").PickUp("a2").AcceptAll().Press("a2", "2");
        story.Owed.ShouldBe(["a2.farewell", "a3.sms", "a4.dial"]);
        story.State.Status.ShouldBe(AlertStatus.Paging);
    }

    [Fact]
    public void KeyNine_SpeaksAgainOncePerPrompt()
    {
        var story = Story.Opened("medium").PickUp("a2").AcceptAll().Press("a2", "9");
        story.Owed.ShouldBe(["a2.prompt2"]);
        story.Tell(new LegEvent(new CallEvent("late", CallEventKind.GatherEnded, story.Now, "leg-a2", "a2", 1, "9", "valid", AnsweredBy.Unknown, null), Story.Book));
        story.Owed.ShouldBe(["a2.prompt2"]);
    }

    [Fact]
    public void NoKey_IsNotAnAnswer()
    {
        var story = Story.Opened("medium").PickUp("a2").AcceptAll().Event(CallEventKind.GatherEnded, "a2", detail: "timeout");
        story.State.Status.ShouldBe(AlertStatus.Paging);
        story.Owed.ShouldBe(["a2.hangup"]);
    }

    [Fact]
    public void Acknowledge_WhileAnotherPhoneRings_HangsItUpAndWithdrawsWhatHasNotLeft()
    {
        var story = Story.Opened("medium").Accept("a2.dial", "leg-a2").Tell(new Acknowledge(Ada));

        story.Owed.ShouldBe(["a2.hangup"]);
        story.Attempt("a1").Outcome.ShouldBe("withdrawn");
    }

    [Fact]
    public void Acknowledge_WhileADialIsOnItsWay_HangsUpTheLegWhenItShows()
    {
        var story = Story.Opened("medium").Tell(new Acknowledge(Ada));
        story.Owed.ShouldBeEmpty();

        story.Accept("a2.dial", "leg-a2");
        story.Owed.ShouldBe(["a2.hangup"]);
        story.Event(CallEventKind.Initiated, "a2").Owed.ShouldBe(["a2.hangup"]);
    }

    [Fact]
    public void Acknowledge_Twice_SecondSaysAlready()
    {
        var story = Story.Opened("medium").Tell(new Acknowledge(Ada)).Tell(new Acknowledge(new OperatorAction("bob", "sms", null)));
        story.Decision.Refusal!.Outcome.ShouldBe(ActionOutcome.Already);
        story.State.Acknowledged!.By.ShouldBe("ada");
        story.Last.ShouldBeEmpty();
    }

    [Fact]
    public void Acknowledge_ThenWorseReport_RecordsItButPagesNobody()
    {
        var story = Story.Opened("low", Severity.Low).AcceptAll().Tell(new Acknowledge(Ada))
            .Tell(new Repeat(Story.Report(Severity.Critical), BuiltInPolicies.Find("critical"), Story.Book));
        story.State.Classification.Severity.ShouldBe(Severity.Critical);
        story.Owed.ShouldBeEmpty();
    }

    [Fact]
    public void KeyOne_AfterTheHangUpWebhook_StillAcknowledges()
    {
        var story = Story.Opened("medium").PickUp("a2").AcceptAll().HangUp("a2").Press("a2", "1");
        story.State.Status.ShouldBe(AlertStatus.Acknowledged);
    }

    [Fact]
    public void Clear_TellsThoseWhoWereTexted()
    {
        var story = Story.Opened("medium").AcceptAll().Tell(new Resolve(new OperatorAction("temperature", "rule", "back in range"), TellsPaged: true));
        story.State.Status.ShouldBe(AlertStatus.Resolved);
        var recovery = story.State.Owed.Single(effect => effect.Kind == EffectKind.RecoverySms);
        AlertEffects.CommandFor(story.State, recovery).ShouldBeOfType<SendMessage>().Text.ShouldStartWith("[RESOLVED] Fleet Alert: ");
    }

    [Fact]
    public void Snooze_PausesAndStartsOver()
    {
        var until = Story.Start.AddHours(1);
        var story = Story.Opened("medium").AcceptAll().Tell(new Snooze(Ada, until));
        story.State.Status.ShouldBe(AlertStatus.Snoozed);
        story.After(TimeSpan.FromMinutes(59)).State.Attempts.Length.ShouldBe(2);
        story.HangUp("a2").After(TimeSpan.FromMinutes(1)).State.Attempts.Length.ShouldBe(4);
        story.State.Escalation.Round.ShouldBe(1);
    }

    [Fact]
    public void Sms_CarriesLevelBriefingAndReplyCode()
    {
        var story = Story.Opened("critical", Severity.Critical);
        AlertEffects.CommandFor(story.State, story.State.FindOwed("a1.sms")!).ShouldBeOfType<SendMessage>()
            .Text.ShouldBe("[CRITICAL] Fleet Alert: It is 91 degrees. Reply ACK 417");
    }

    [Fact]
    public void SilentLeg_IsGivenUpAndNextCalled()
    {
        var policy = new EscalationPolicy(
            "p", "p", [new PolicyStep(["on-call", "dispatcher"], [Channel.Call], [], TimeSpan.Zero, TimeSpan.FromMinutes(10))], 1, TimeSpan.FromHours(1));
        var story = Story.Opened(policy).AcceptAll().After(Legs.RingPatience);
        story.Owed.ShouldBe(["a1.hangup", "a2.dial"], ignoreOrder: true);
    }

    [Fact]
    public void CommandIds_AreStableAndDifferByEffect()
    {
        var story = Story.Opened("medium");
        var first = AlertEffects.CommandFor(story.State, story.State.Owed[0])!.CommandId;
        AlertEffects.CommandFor(story.State, story.State.Owed[0])!.CommandId.ShouldBe(first);
        AlertEffects.CommandFor(story.State, story.State.Owed[1])!.CommandId.ShouldNotBe(first);
    }
}
