using FleetActors.OnCall;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

public sealed class EscalationTests
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    [Fact]
    public void Open_Low_TextsOnCallOnly()
    {
        var story = Story.Opened("low", Severity.Low);

        story.Owed.ShouldBe(["a1.sms"]);
        story.Attempt("a1").Recipient.Number.ShouldBe(Story.OnCall);
        story.State.Status.ShouldBe(AlertStatus.Paging);
    }

    [Fact]
    public void Open_Medium_TextsAndCallsOnCall()
    {
        var story = Story.Opened("medium");

        story.Owed.ShouldBe(["a1.sms", "a2.dial"]);
        story.State.Attempts.ShouldAllBe(attempt => attempt.Recipient.Number == Story.OnCall);
        story.State.Escalation.DueAt.ShouldBe(Story.Start + TwoMinutes);
    }

    [Fact]
    public void Open_NumberTextedStop_IsCalledButNotTextedAndTheTimelineSaysWhy()
    {
        var story = Story.Opened(BuiltInPolicies.Find("medium")!, book: Story.Book with { OptedOut = [Story.OnCall] });

        story.Owed.ShouldBe(["a1.dial"]);
        story.State.Timeline.Select(entry => entry.Event).OfType<Noted>().Select(note => note.Text)
            .ShouldBe(["Not texting On call •001: the number has texted STOP."]);
    }

    [Fact]
    public void Open_OnlyTextsToNumbersThatTextedStop_GoesOnToTheNextStepAtOnce()
    {
        var textThenCall = OneStep(["on-call"], Channel.Sms);
        var policy = textThenCall with { Steps = [textThenCall.Steps[0], OneStep(["dispatcher"], Channel.Call).Steps[0]] };

        var story = Story.Opened(policy, book: Story.Book with { OptedOut = [Story.OnCall] });

        story.Owed.ShouldBe(["a1.dial"]);
        story.Attempt("a1").Recipient.Number.ShouldBe(Story.Dispatcher);
    }

    [Fact]
    public void Open_OnlyTextsAndEveryNumberTextedStop_IsFlaggedExhausted() =>
        Story.Opened(BuiltInPolicies.Find("low")!, Severity.Low, Story.Book with { OptedOut = [Story.OnCall] })
            .State.Status.ShouldBe(AlertStatus.Exhausted);

    [Fact]
    public void Decline_Medium_PagesDispatcherAfterTheStepsTimeNotBefore()
    {
        var story = Story.Opened("medium").AcceptAll().HangUp("a2", "call_rejected");
        story.Owed.ShouldBeEmpty();

        story.After(TwoMinutes - TimeSpan.FromSeconds(1)).Owed.ShouldBeEmpty();
        story.After(TimeSpan.FromSeconds(1)).Owed.ShouldBe(["a3.sms", "a4.dial"]);
        story.Attempt("a4").Recipient.Number.ShouldBe(Story.Dispatcher);
    }

    [Theory]
    [InlineData("user_busy")]
    [InlineData("timeout")]
    [InlineData("call_rejected")]
    public void Unreached_StepWithTwoTargets_NextTargetIsCalledAtOnce(string cause)
    {
        var story = Story.Opened(OneStep(["on-call", "dispatcher"], Channel.Call)).AcceptAll();
        story.HangUp("a1", cause).Owed.ShouldBe(["a2.dial"]);
        story.Attempt("a2").Recipient.Number.ShouldBe(Story.Dispatcher);
    }

    [Fact]
    public void Machine_LeavesMessageAndCallsNextAtOnce()
    {
        var story = Story.Opened(OneStep(["on-call", "dispatcher"], Channel.Call)).PickUp("a1").AcceptAll();

        story.Event(CallEventKind.MachineDetected, "a1", by: AnsweredBy.Machine);
        story.Owed.ShouldBe(["a1.stop", "a2.dial"]);

        story.Event(CallEventKind.GreetingEnded, "a1");
        story.Owed.ShouldContain("a1.voicemail");
        story.AcceptAll().Event(CallEventKind.SpeakEnded, "a1").Owed.ShouldContain("a1.hangup");
        story.State.Status.ShouldBe(AlertStatus.Paging);
    }

    [Fact]
    public void DialRefusedForGood_NextTargetIsCalledAtOnce() =>
        Story.Opened(OneStep(["on-call", "dispatcher"], Channel.Call))
            .Result("a1.dial", TelephonyResult.Permanent("10016", "not E.164"))
            .Owed.ShouldBe(["a2.dial"]);

    [Fact]
    public void DialRefusedForNow_SameDialLaterWithBackoff()
    {
        var story = Story.Opened(OneStep(["on-call"], Channel.Call)).Result("a1.dial", TelephonyResult.Transient("429", "too many", TimeSpan.FromSeconds(20)));

        var effect = story.State.FindOwed("a1.dial").ShouldNotBeNull();
        effect.NotBefore.ShouldBe(Story.Start.AddSeconds(20));
        effect.FirstSentAt.ShouldBeNull();
    }

    [Fact]
    public void DialAnswerLost_KeepsWhenItFirstLeft()
    {
        var story = Story.Opened(OneStep(["on-call"], Channel.Call)).Result("a1.dial", TelephonyResult.AnswerLost("timeout"));
        story.Wait(TimeSpan.FromSeconds(5)).Result("a1.dial", TelephonyResult.AnswerLost("timeout"));

        story.State.FindOwed("a1.dial")!.FirstSentAt.ShouldBe(Story.Start);
        story.State.FindOwed("a1.dial")!.Tries.ShouldBe(2);
    }

    [Fact]
    public void DialAnswerLost_WebhookShowsTheLeg_NothingIsDialledAgain() =>
        Story.Opened(OneStep(["on-call"], Channel.Call))
            .Result("a1.dial", TelephonyResult.AnswerLost("timeout"))
            .Event(CallEventKind.Initiated, "a1")
            .Owed.ShouldBeEmpty();

    [Fact]
    public void TextAnswerLost_DeliveryReportSettlesIt()
    {
        var story = Story.Opened("low", Severity.Low).Result("a1.sms", TelephonyResult.AnswerLost("timeout"));
        story.State.FindOwed("a1.sms")!.NotBefore.ShouldNotBeNull();

        story.Tell(new DeliveryReport(new MessageReport("r1", "a1.sms", "m1", "delivered", null))).Owed.ShouldBeEmpty();
    }

    [Fact]
    public void Unanswered_AllRounds_IsExhaustedAndPagesAgainSlowly()
    {
        var story = Story.Opened("medium");
        for (var step = 0; step < 6; step++)
        {
            story.AcceptAll();
            foreach (var leg in story.State.Attempts.Where(one => one is { IsLeg: true, IsOpen: true }).ToList())
            {
                story.HangUp(leg.Id, "timeout");
            }

            story.After(TwoMinutes);
        }

        story.State.Status.ShouldBe(AlertStatus.Exhausted);
        story.State.Attempts.Length.ShouldBe(12);
        story.After(TimeSpan.FromMinutes(30)).State.Status.ShouldBe(AlertStatus.Paging);
        story.Owed.Count().ShouldBe(2);
    }

    [Fact]
    public void Critical_LaterRounds_RedialOnlyWhoHasNotJoinedAndTextNobody()
    {
        var story = Story.Opened("critical", Severity.Critical).AcceptAll();
        story.Owed.ShouldBeEmpty();
        var legs = story.State.Attempts.Where(one => one.Channel == Channel.Conference).Select(one => one.Id).ToList();
        story.PickUp(legs[0]).Press(legs[0], "3").AcceptAll();
        story.HangUp(legs[1], "timeout");

        story.After(TimeSpan.FromMinutes(1));

        story.State.Attempts.Length.ShouldBe(5);
        story.State.Attempts[^1].Recipient.Number.ShouldBe(Story.Dispatcher);
        story.State.Attempts[^1].Channel.ShouldBe(Channel.Conference);
    }

    [Fact]
    public void Step_WithNobodyBehindIt_IsPassedOverAtOnce()
    {
        var policy = OneStep(["nobody"], Channel.Call) with { Steps = [Step(["nobody"], Channel.Call), Step(["dispatcher"], Channel.Call)] };
        Story.Opened(policy).Attempt("a1").Recipient.Number.ShouldBe(Story.Dispatcher);
    }

    [Fact]
    public void Policy_ThatReachesNobody_IsExhaustedAndSaysSo()
    {
        var story = Story.Opened(OneStep(["nobody"], Channel.Call));
        story.State.Status.ShouldBe(AlertStatus.Exhausted);
        story.State.Escalation.DueAt.ShouldNotBeNull();
        story.State.Timeline.ShouldContain(entry => entry.Event is Noted && ((Noted)entry.Event).Text.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public void Repeat_SameSeverity_CountsAndPagesNobody()
    {
        var story = Story.Opened("medium").AcceptAll().Tell(new Repeat(Story.Report(), null, PageBook.Empty));
        story.State.Occurrences.Count.ShouldBe(2);
        story.Owed.ShouldBeEmpty();
    }

    [Fact]
    public void Repeat_HigherSeverity_StartsTheWorsePolicy()
    {
        var story = Story.Opened("low", Severity.Low).AcceptAll()
            .Tell(new Repeat(Story.Report(Severity.Critical), BuiltInPolicies.Find("critical"), Story.Book));
        story.State.Classification.Severity.ShouldBe(Severity.Critical);
        story.State.Attempts.Count(one => one.Channel == Channel.Conference).ShouldBe(2);
    }

    [Fact]
    public void Advice_LowerSeverity_NeverLowers()
    {
        var story = new Story();
        var report = Story.Report(Severity.Critical);
        story.Tell(new Open(Story.Id, report, Classifying.Given(report), BuiltInPolicies.Find("critical")!, null, true, Story.Book));
        story.Tell(new Advise(new ClassificationAdvice(Severity.Low, "engine", "Fine.", "Relax", 5, "{}", null), null, PageBook.Empty));

        story.State.Classification.Severity.ShouldBe(Severity.Critical);
        story.State.Classification.RecommendedAction.ShouldBe("Relax");
        story.Owed.ShouldNotContain(OwedEffect.ClassifyId);
    }

    [Theory]
    [InlineData("temperature", Severity.Critical)]
    [InlineData(null, Severity.Low)]
    public void Advice_HigherSeverity_RaisesWhatARuleSaidButNotWhatAClientSaid(string? rule, Severity expected)
    {
        var story = new Story();
        var report = Story.Report(Severity.Low, rule);
        story.Tell(new Open(Story.Id, report, Classifying.Given(report), BuiltInPolicies.Find("low")!, null, true, Story.Book));
        story.Tell(new Advise(
            new ClassificationAdvice(Severity.Critical, "engine", "Fire.", "Run", 1, "{}", null), BuiltInPolicies.Find("critical"), Story.Book));

        story.State.Classification.Severity.ShouldBe(expected);
    }

    [Fact]
    public void Plan_NamesWhoAndWhen()
    {
        var story = Story.Opened("medium");
        var plan = AlertPlan.From(story.State, Story.Book);

        plan.Take(2).ShouldAllBe(page => page.At == Story.Start + TwoMinutes && page.Target == "Dispatcher" && page.Step == 2);
        plan.Length.ShouldBe(10);
        plan[0].Why.ShouldBe("nobody answered");
    }

    private static PolicyStep Step(string[] targets, params Channel[] channels) =>
        new([.. targets], [.. channels], [], TimeSpan.Zero, TwoMinutes);

    private static EscalationPolicy OneStep(string[] targets, params Channel[] channels) =>
        new("test", "test", [Step(targets, channels)], 1, TimeSpan.FromMinutes(10));
}
