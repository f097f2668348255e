using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>From the announcement to the greeting, with what the provider really does (S1-T).</summary>
public sealed class AnsweringCallsTests
{
    [Fact]
    public void Initiated_IsShownRingingAndAnsweredAtOnce()
    {
        var story = CallStory.Announced();

        var view = CallViews.ToView(story.State, story.State.Heard, withTimeline: true);
        (view.Status, view.FromMasked, view.To, view.CallControlId).ShouldBe((CallStatus.Ringing, "\u2022567", "+15550100100", CallStory.Leg));
        view.StartedAt.ShouldBe(CallStory.Start);
        (view.Transcript.LiveText, view.Triage.Risk.Level, view.Triage.Risk.Score, view.Triage.Summary).ShouldBe(("", RiskLevel.Unknown, 0, "Listening\u2026"));
        story.Owed.ShouldBe(["answer", "relate"]);
        story.State.FindOwed("answer")!.NotBefore.ShouldBeNull("three seconds of waiting are three more of ringing");
        story.State.TokenHashes.ShouldBe(["hash-1"]);
    }

    [Fact]
    public void Initiated_WithADelay_IsAnsweredAfterIt()
    {
        var story = CallStory.Announced(CallStory.Rules with { AnswerDelay = TimeSpan.FromSeconds(3) });

        story.State.FindOwed("answer")!.NotBefore.ShouldBe(CallStory.Start.AddSeconds(3));
    }

    [Theory]
    [InlineData(-31_123.456, -32)]
    [InlineData(3_600_000, 0)]
    public void Initiated_StartTime_IsCutToWholeSecondsAndNeverInTheFuture(double milliseconds, int expectedSeconds)
    {
        var story = new CallStory();
        var initiated = story.Heard(InboundCallEventKind.Initiated) with { StartedAt = CallStory.Start.AddMilliseconds(milliseconds) };

        story.Tell(new TakeEvent(CallStory.Id, initiated, "hash")).State.StartedAt.ShouldBe(CallStory.Start.AddSeconds(expectedSeconds));
    }

    [Theory]
    [InlineData(InboundCallEventKind.Answered)]
    [InlineData(InboundCallEventKind.Hangup)]
    [InlineData(InboundCallEventKind.StreamingFailed)]
    [InlineData(InboundCallEventKind.RecordingSaved)]
    public void AnyOther_OfACallNobodyAnnounced_ChangesNothing(InboundCallEventKind kind)
    {
        var story = new CallStory().Event(kind);

        story.State.Exists.ShouldBeFalse();
        story.Last.Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Initiated_OfALeg_AnnouncesNothing() =>
        new CallStory().Event(InboundCallEventKind.Initiated, legId: "d1").State.Exists.ShouldBeFalse();

    [Fact]
    public void Initiated_Again_IsAnsweredOnce()
    {
        var story = CallStory.Announced().Accept("answer");

        story.Event(InboundCallEventKind.Initiated).Event(InboundCallEventKind.Initiated, eventId: "event-1");

        story.Owed.ShouldBe(["relate"]);
        story.State.Status.ShouldBe(CallStatus.Ringing);
    }

    [Fact]
    public void Answered_GreetsOnce_WhateverComesTwice()
    {
        var story = CallStory.Announced().Accept("answer").Event(InboundCallEventKind.Answered, eventId: "a");
        story.Owed.ShouldContain("greet");
        story.State.Status.ShouldBe(CallStatus.Active);
        story.Accept("greet").Event(InboundCallEventKind.Answered, eventId: "a").Event(InboundCallEventKind.Answered, eventId: "b");

        story.Owed.ShouldBe(["relate"]);
    }

    [Fact]
    public void Answered_BeforeTheCommandsAnswer_GreetsAndKeepsTheAnswerSettled()
    {
        var story = CallStory.Announced().Event(InboundCallEventKind.Answered);
        story.Owed.ShouldBe(["relate", "greet"]);

        story.Accept("answer");

        story.State.Status.ShouldBe(CallStatus.Active);
        story.Owed.ShouldBe(["relate", "greet"]);
    }

    [Fact]
    public void Greeting_IsNeverSpokenBeforeTheAnswer() => CallStory.Announced().Accept("answer").Owed.ShouldNotContain("greet");

    [Fact]
    public void Stream_OpensBeforeTheAnswerIsKnown_CountsAsAnswered()
    {
        var story = CallStory.Announced().Accept("answer").Open("stream-1");

        story.State.Status.ShouldBe(CallStatus.Active);
        story.Owed.ShouldContain("greet");
        story.Event(InboundCallEventKind.Answered).Owed.Count(id => id == "greet").ShouldBe(1);
    }

    [Fact]
    public void Answer_RefusedForNow_IsTriedAgainWithinSeconds()
    {
        var story = CallStory.Announced();
        for (var i = 0; i < 20; i++)
        {
            story.Answer("answer", TelephonyResult.Transient("500", "busy"));
            var pause = story.State.FindOwed("answer")!.NotBefore!.Value - story.Now;
            pause.ShouldBeInRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(4));
            story.Wait(pause.TotalSeconds);
        }

        story.State.FindOwed("answer")!.Tries.ShouldBe(20);
    }

    [Fact]
    public void Answer_LostItsAnswer_RemembersWhenItLeft()
    {
        var story = CallStory.Announced();
        story.Answer("answer", TelephonyResult.AnswerLost("timeout"));
        story.Wait(2).Answer("answer", TelephonyResult.AnswerLost("timeout"));

        story.State.FindOwed("answer")!.FirstSentAt.ShouldBe(CallStory.Start);
    }

    [Fact]
    public void Answer_LegIsGone_WaitsForTheHangupThatKnowsMore()
    {
        var story = CallStory.Announced().Answer("answer", TelephonyResult.Gone("90018", "ended"));

        story.State.Status.ShouldBe(CallStatus.Ringing);
        story.State.FindOwed("probe")!.NotBefore.ShouldBe(CallStory.Start.AddSeconds(60));
        story.Event(InboundCallEventKind.Hangup, "originator_cancel");
        (story.State.Status, story.State.EndedBecause).ShouldBe((CallStatus.Ended, "originator_cancel"));
        story.Owed.ShouldBe(["relate", "work-up"]);
    }

    [Fact]
    public void Initiated_WithoutALeg_IsShownAndNotAnswered()
    {
        var story = new CallStory().Event(InboundCallEventKind.Initiated, leg: null);

        story.State.Status.ShouldBe(CallStatus.Ringing);
        story.Owed.ShouldBe(["relate"]);
        story.State.Timeline.ShouldContain(line => line.Kind == "not answered");
    }

    [Fact]
    public void Answered_WithoutAStreamAddress_LetsTheProviderHear()
    {
        var story = CallStory.Announced(CallStory.Rules with { Streams = false }).Accept("answer").Event(InboundCallEventKind.Answered);

        story.Owed.ShouldBe(["relate", "greet", "record", "transcribe"]);
        story.State.TokenHashes.ShouldBeEmpty();
    }

    [Fact]
    public void Answered_WhereTheProviderTranscribes_AsksForIt() =>
        CallStory.Active(CallStory.Rules with { ProviderTranscribes = true }).Owed.ShouldContain("transcribe");

    [Fact]
    public void Answered_WithoutGreeting_SpeaksNothing() =>
        CallStory.Active(CallStory.Rules with { Greets = false }).State.Owed.ShouldAllBe(effect => effect.Kind != CallEffectKind.Greet);
}
