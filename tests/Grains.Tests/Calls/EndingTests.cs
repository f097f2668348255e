namespace FleetActors.Calls;

/// <summary>How calls end, and that each ends once with one packet.</summary>
public sealed class EndingTests
{
    [Fact]
    public void Hangup_OwesTheWorkUpAndNothingElseOfTheCaller()
    {
        var story = CallStory.Active().Wait(45).Event(InboundCallEventKind.Hangup, "normal_clearing");

        (story.State.Status, story.State.EndedBecause, story.State.EndedAt).ShouldBe((CallStatus.Ended, "normal_clearing", CallStory.Start.AddSeconds(45)));
        story.Owed.ShouldBe(["relate", "work-up"]);
    }

    [Fact]
    public void Hangup_WhileTheStreamIsOpen_WaitsForTheLastSound() =>
        CallStory.Streaming().Event(InboundCallEventKind.Hangup).State.FindOwed("work-up")!.NotBefore.ShouldBe(CallStory.Start.AddSeconds(10));

    [Fact]
    public void Hangup_ThenTheStreamIsClosed_IsWorkedUpAtOnce() =>
        CallStory.Streaming().Event(InboundCallEventKind.Hangup).Close("stream-1").State.FindOwed("work-up")!.NotBefore.ShouldBeNull();

    [Fact]
    public void Hangup_Repeated_WorksUpOnce()
    {
        var story = CallStory.Active().Event(InboundCallEventKind.Hangup, eventId: "h").Finish();
        story.Owed.ShouldContain("queue");
        story.Tell(new EffectDone("queue"));

        story.Event(InboundCallEventKind.Hangup, eventId: "h").Event(InboundCallEventKind.Hangup, eventId: "other").Finish();

        story.Owed.ShouldBe(["relate"]);
    }

    [Fact]
    public void Hangup_WhileRinging_StillMakesAPacket()
    {
        var story = CallStory.Announced().Wait(2).Event(InboundCallEventKind.Hangup, "originator_cancel").Finish();

        story.State.Packet!.DurationSeconds.ShouldBe(2);
        story.Owed.ShouldContain("queue");
    }

    [Fact]
    public void Answered_AfterTheHangup_DoesNotReviveTheCall()
    {
        var story = CallStory.Announced().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.Answered);

        story.State.Status.ShouldBe(CallStatus.Ended);
        story.Owed.ShouldBe(["relate", "work-up"]);
    }

    [Fact]
    public void Hangup_WithAProviderClockThatIsWrong_EndsBetweenStartAndNow()
    {
        CallStory.Active().Wait(10).Event(InboundCallEventKind.Hangup, at: CallStory.Start.AddYears(1)).State.EndedAt.ShouldBe(CallStory.Start.AddSeconds(10));
        CallStory.Active().Wait(10).Event(InboundCallEventKind.Hangup, at: CallStory.Start.AddYears(-1)).State.EndedAt.ShouldBe(CallStory.Start);
    }

    [Fact]
    public void Packet_HasTheSeedsArithmetic()
    {
        var risk = new RiskView(RiskLevel.Critical, 0.95, []);
        var heard = Heard.Nothing with { Triage = TriageView.Listening with { Category = ServiceCategory.Ems, Risk = risk } };
        var story = CallStory.Active().Wait(45).Event(InboundCallEventKind.Hangup).Tell(new WorkedUp(new CallFindings(heard, ["a recording"])));

        var packet = story.State.Packet!;
        (packet.DurationSeconds, packet.Weight, packet.CreatedAt).ShouldBe((45, 950, CallStory.Start.AddSeconds(45)));
        packet.Missing.ShouldBe(["a recording"]);
        (packet.CallId, packet.FromMasked).ShouldBe((CallStory.Id, "\u2022567"));
    }

    [Fact]
    public void Silence_AsksTheProviderAndGoesOnWhenItIsStillThere()
    {
        var story = CallStory.Active().Wait(119).Tell(new Tick());
        story.Owed.ShouldBe(["relate"]);
        story.Wait(1).Tell(new Tick());
        story.Owed.ShouldBe(["relate", "probe"]);

        story.Tell(new Probed(true));

        story.Owed.ShouldBe(["relate"]);
        story.State.SignOfLifeAt.ShouldBe(story.Now);
        CallDue.WakeAt(story.State with { Owed = [] }, CallStory.Rules.SilenceLimit).ShouldBe(story.Now.AddMinutes(2));
    }

    [Fact]
    public void Silence_TheProviderHasItNoMore_EndsWhenItWasLastHeardOf()
    {
        var story = CallStory.Active().Wait(10).Tell(new Keep(Heard.Nothing, CallStory.Start.AddSeconds(10), [])).Wait(120).Tell(new Tick());

        story.Tell(new Probed(false));

        (story.State.Status, story.State.EndedBecause, story.State.EndedAt).ShouldBe((CallStatus.Ended, "lost", CallStory.Start.AddSeconds(10)));
        story.Owed.ShouldContain("work-up");
    }

    [Fact]
    public void Silence_TheProviderCannotBeAsked_IsAskedAgainThenGivenUp()
    {
        var story = CallStory.Active().Wait(120).Tell(new Tick());
        for (var i = 0; i < 10; i++)
        {
            story.Tell(new Probed(null));
            story.State.Status.ShouldBe(CallStatus.Active);
            story.Wait(30);
        }

        story.Tell(new Probed(null)).State.EndedBecause.ShouldBe("lost");
    }

    [Fact]
    public void Probed_ThatNobodyOwes_ChangesNothing() => CallStory.Active().Tell(new Probed(false)).State.Status.ShouldBe(CallStatus.Active);

    [Fact]
    public void RecordingSaved_AfterTheEnd_IsKept()
    {
        var story = CallStory.Active().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.RecordingSaved);

        story.State.ProviderRecording.ShouldBe("https://provider.example/recording.wav");
    }

    [Fact]
    public void QueueAway_IsTriedAgain()
    {
        var story = CallStory.Active().Event(InboundCallEventKind.Hangup).Finish().Tell(new EffectFailed("queue", "storage is away"));

        (story.State.FindOwed("queue")!.Tries, story.State.FindOwed("queue")!.NotBefore > story.Now).ShouldBe((1, true));
    }
}
