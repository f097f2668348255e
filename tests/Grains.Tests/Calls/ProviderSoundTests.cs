namespace FleetActors.Calls;

/// <summary>The provider records what nobody could stream: the packet waits for it a little, and it is kept whenever it comes.</summary>
public sealed class ProviderSoundTests
{
    private const string Address = "https://provider.example/recording.wav";

    [Fact]
    public void Hangup_OfARecordedCall_LetsThePacketWaitForTheRecording()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup);

        story.State.FindOwed("work-up")!.NotBefore.ShouldBe(story.Now.AddSeconds(15));
        story.Owed.ShouldNotContain("fetch-recording");
    }

    [Fact]
    public void Hangup_OfACallThatTheProviderDoesNotRecord_WaitsForNothing() =>
        CallStory.Active().Event(InboundCallEventKind.Hangup).State.FindOwed("work-up")!.NotBefore.ShouldBeNull();

    [Fact]
    public void RecordingSaved_AfterTheHangup_IsFetchedAndThenThePacketIsMadeAtOnce()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Wait(3).Event(InboundCallEventKind.RecordingSaved);
        story.Owed.ShouldContain("fetch-recording");
        story.State.FindOwed("work-up")!.NotBefore.ShouldNotBeNull();

        story.Tell(new PlaceRecording(0)).Tell(new RecordingFetched(ProviderRecordingResult.Fetched));

        story.Owed.ShouldNotContain("fetch-recording");
        story.State.FindOwed("work-up")!.NotBefore.ShouldBeNull();
        story.State.Heard.HasRecording.ShouldBeTrue();
        Lines(story).ShouldContain("The provider's recording is kept.");
    }

    [Fact]
    public void RecordingSaved_BeforeTheHangup_IsFetchedAfterIt()
    {
        var story = Recorded().Event(InboundCallEventKind.RecordingSaved);
        story.Owed.ShouldNotContain("fetch-recording");

        story.Event(InboundCallEventKind.Hangup);

        story.Owed.ShouldContain("fetch-recording");
        story.State.FindOwed("work-up")!.NotBefore.ShouldBe(story.Now.AddSeconds(15));
    }

    [Fact]
    public void RecordingSaved_AfterThePacket_IsKeptAndThePacketStays()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Wait(15).Finish();
        var packet = story.State.Packet!;
        story.Wait(60).Event(InboundCallEventKind.RecordingSaved).Tell(new RecordingFetched(ProviderRecordingResult.Fetched));

        story.State.Packet.ShouldBe(packet);
        story.State.Packet!.HasRecording.ShouldBeFalse();
        CallViews.ToView(story.State, story.State.Heard, withTimeline: false).HasRecording.ShouldBeTrue();
    }

    [Fact]
    public void Fetched_WhileThePacketIsWorkedUp_IsNotForgotten()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Wait(15).Event(InboundCallEventKind.RecordingSaved);
        var findings = new CallFindings(story.State.Heard, []);

        story.Tell(new RecordingFetched(ProviderRecordingResult.Fetched)).Tell(new WorkedUp(findings));

        story.State.Packet!.HasRecording.ShouldBeTrue();
        story.State.Heard.HasRecording.ShouldBeTrue();
    }

    [Fact]
    public void RecordingSaved_Twice_IsFetchedOnce()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.RecordingSaved).Event(InboundCallEventKind.RecordingSaved);
        story.Owed.Count(id => id == "fetch-recording").ShouldBe(1);

        story.Tell(new RecordingFetched(ProviderRecordingResult.Fetched)).Event(InboundCallEventKind.RecordingSaved);

        story.Owed.ShouldNotContain("fetch-recording");
        story.State.ProviderSound.Phase.ShouldBe(ProviderSoundPhase.Kept);
    }

    [Fact]
    public void Fetch_FailsForNow_IsTriedAgainAsLongAsTheAddressLives()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.RecordingSaved);
        story.Tell(new RecordingFetched(ProviderRecordingResult.Failed("HTTP 503", canRetry: true)));
        (story.State.FindOwed("fetch-recording")!.Tries, story.State.FindOwed("fetch-recording")!.NotBefore > story.Now).ShouldBe((1, true));
        Lines(story).ShouldContain("Fetching the provider's recording: HTTP 503; it is tried again.");

        story.Wait(601).Tell(new RecordingFetched(ProviderRecordingResult.Failed("HTTP 503", canRetry: true)));

        ShouldBeLost(story, "HTTP 503");
    }

    [Fact]
    public void Fetch_FailsForGood_IsSaidAndThePacketIsMadeAtOnce()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.RecordingSaved);

        story.Tell(new RecordingFetched(ProviderRecordingResult.Failed("it is no WAV file", canRetry: false)));

        ShouldBeLost(story, "it is no WAV file");
        story.State.FindOwed("work-up")!.NotBefore.ShouldBeNull();
    }

    [Fact]
    public void Fetch_FailsTooOften_IsGivenUp()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.RecordingSaved);
        for (var tries = 0; tries < 9; tries++)
        {
            story.Owed.ShouldContain("fetch-recording");
            story.Tell(new RecordingFetched(ProviderRecordingResult.Failed("it took too long", canRetry: true)));
        }

        ShouldBeLost(story, "it took too long");
    }

    [Fact]
    public void RecordingFailed_SaysSoAndThePacketIsNotHeldUp()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.RecordingFailed, "no space");

        story.State.FindOwed("work-up")!.NotBefore.ShouldBeNull();
        (story.State.ProviderSound.Phase, story.State.ProviderSound.Failure).ShouldBe((ProviderSoundPhase.Lost, "no space"));
    }

    [Fact]
    public void Place_IsChosenOnce()
    {
        var story = Recorded().Event(InboundCallEventKind.Hangup).Event(InboundCallEventKind.RecordingSaved)
            .Tell(new PlaceRecording(12_000)).Tell(new PlaceRecording(99_000)).Tell(new RecordingFetched(ProviderRecordingResult.Fetched));

        story.State.ProviderSound.FirstSample.ShouldBe(12_000);
        Lines(story).ShouldContain("The provider's recording is kept, from 1.5 s on.");
    }

    [Fact]
    public void Fetched_ThatNobodyOwes_ChangesNothing()
    {
        var story = Recorded();
        var before = story.State;

        story.Tell(new RecordingFetched(ProviderRecordingResult.Fetched)).State.ShouldBe(before);
    }

    private static CallStory Recorded()
    {
        var story = CallStory.Active(CallStory.Rules with { Streams = false }).Accept("record").Accept("transcribe");
        story.State.ProviderSound.Phase.ShouldBe(ProviderSoundPhase.Recording);
        return story;
    }

    private static void ShouldBeLost(CallStory story, string reason)
    {
        story.Owed.ShouldNotContain("fetch-recording");
        (story.State.ProviderSound.Phase, story.State.ProviderSound.Failure).ShouldBe((ProviderSoundPhase.Lost, reason));
        Lines(story).ShouldContain($"The provider's recording could not be had: {reason}.");
        story.State.ProviderRecording.ShouldBe(Address);
    }

    private static IEnumerable<string> Lines(CallStory story) => story.State.Timeline.Select(static line => line.Text);
}
