using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>The provider's recording on its way into the store: after the hang-up, before the pass over it, also across a restart.</summary>
public sealed class ProviderFetchTests : CallInSilo
{
    [Fact]
    public async Task Saved_InTime_IsThereBeforeThePassOverTheRecording()
    {
        World.ProviderRecordings.Sound = Sound(20_500);
        World.Transcriber.IsEnabled = true;
        World.Transcriber.Answer = _ => World.Recordings.Of(Id).Count == 20_500
            ? new BatchTranscript("There is a fire.", 0.9, [], null, false)
            : BatchTranscript.Failed($"{World.Recordings.Of(Id).Count} samples", canRetry: false);
        await RecordedByTheProviderAsync();
        await EventAsync(InboundCallEventKind.Hangup);
        World.Store.Calls().Single().Packet.ShouldBeNull("the recording is waited for");
        await EventAsync(InboundCallEventKind.RecordingSaved);

        var packet = await PacketAsync();

        (packet.HasRecording, packet.Transcript, packet.TranscriptSource).ShouldBe((true, "There is a fire.", TranscriptSource.Batch));
        packet.Missing.ShouldBeEmpty();
        World.Recordings.Of(Id).ShouldBe(Sound(20_500));
        World.ProviderRecordings.Asked.ShouldBe(["https://provider.example/recording.wav"]);
    }

    [Fact]
    public async Task Saved_AfterThePacket_IsKeptAndShown()
    {
        World.ProviderRecordings.Sound = Sound(100);
        await RecordedByTheProviderAsync();
        await EventAsync(InboundCallEventKind.Hangup);
        World.Clock.Advance(TimeSpan.FromSeconds(16));
        var packet = await PacketAsync();
        packet.Missing.ShouldContain(line => line.Contains("had not come", StringComparison.Ordinal));
        (await Call.GetAsync())!.HasRecording.ShouldBeFalse();

        await EventAsync(InboundCallEventKind.RecordingSaved);
        await UntilAsync("the recording is kept", () => World.Store.Calls().Single().ProviderSound.Phase == ProviderSoundPhase.Kept);

        (await Call.GetAsync())!.HasRecording.ShouldBeTrue();
        (await Call.GetPacketAsync())!.HasRecording.ShouldBeFalse("a packet is never changed");
        World.Recordings.Of(Id).ShouldBe(Sound(100));
    }

    [Fact]
    public async Task Fetch_BreaksOffAndComesAgain_HasEverySampleOnce()
    {
        World.ProviderRecordings.Sound = Sound(20_500);
        World.ProviderRecordings.Answer = static tries => tries < 3 ? (ProviderRecordingResult.Failed("the connection broke", canRetry: true), tries * 7000) : (ProviderRecordingResult.Fetched, 20_500);
        await RecordedByTheProviderAsync();
        await EventAsync(InboundCallEventKind.Hangup);
        await EventAsync(InboundCallEventKind.RecordingSaved);
        await UntilAsync("the recording is kept", () =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return World.Store.Calls().Single().ProviderSound.Phase == ProviderSoundPhase.Kept;
        });

        World.Recordings.Of(Id).ShouldBe(Sound(20_500));
    }

    [Fact]
    public async Task Fetch_ServerKilledInTheMiddle_GoesOnAfterTheRestart()
    {
        World.ProviderRecordings.Sound = Sound(20_500);
        World.ProviderRecordings.Answer = static _ => (ProviderRecordingResult.Failed("never told", canRetry: true), 5000);
        await RecordedByTheProviderAsync();
        await EventAsync(InboundCallEventKind.Hangup);
        await EventAsync(InboundCallEventKind.RecordingSaved);
        await UntilAsync("a part of it is there", () => World.Recordings.Of(Id).Count == 5000);
        World.ProviderRecordings.Answer = null;
        await RestartAsync();
        await UntilAsync("the recording is kept", () =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return World.Store.Calls().Single().ProviderSound.Phase == ProviderSoundPhase.Kept;
        });

        World.Recordings.Of(Id).ShouldBe(Sound(20_500));
    }

    [Fact]
    public async Task Fetch_Fails_IsSaidInThePacketAndTheTimeline()
    {
        World.ProviderRecordings.Answer = static _ => (ProviderRecordingResult.Failed("it is no WAV file", canRetry: false), 0);
        await RecordedByTheProviderAsync();
        await EventAsync(InboundCallEventKind.Hangup);
        await EventAsync(InboundCallEventKind.RecordingSaved);

        (await PacketAsync()).Missing.ShouldContain("a recording: the provider's could not be had: it is no WAV file");
        (await Call.GetAsync())!.Timeline.ShouldContain(line => line.Kind == "recording lost");
    }

    [Fact]
    public async Task Fetch_StoreIsFull_IsTriedAgain()
    {
        World.ProviderRecordings.Sound = Sound(100);
        await RecordedByTheProviderAsync();
        World.Recordings.IsFull = true;
        await EventAsync(InboundCallEventKind.Hangup);
        await EventAsync(InboundCallEventKind.RecordingSaved);
        await UntilAsync("it failed once", () => World.Store.Calls().Single().FindOwed("fetch-recording") is { Tries: > 0 });
        World.Recordings.IsFull = false;
        await UntilAsync("the recording is kept", () =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return World.Store.Calls().Single().ProviderSound.Phase == ProviderSoundPhase.Kept;
        });

        World.Recordings.Of(Id).ShouldBe(Sound(100));
    }

    /// <summary>Our own recording stands still: its writer goes on behind the call's back after it was not waited for any longer, so nobody else may open one until it is done.</summary>
    [Fact]
    public async Task Fetch_OurOwnRecordingIsNotClosedYet_WaitsForItsOnlyWriter()
    {
        World.ProviderRecordings.Sound = Sound(100);
        await AnsweredAsync();
        await OpenAsync("stream-1");
        var away = new TaskCompletionSource();
        World.Recordings.Ready = away.Task;
        await HearAsync("stream-1", from: 1, frames: 50);
        await UndecodableAsync("stream-2");
        await EventAsync(InboundCallEventKind.Hangup);
        await EventAsync(InboundCallEventKind.RecordingSaved);

        await UntilAsync("the fetch was put off twice", () =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return World.Store.Calls().Single().FindOwed("fetch-recording") is { Tries: > 1 };
        });
        World.ProviderRecordings.Asked.ShouldBeEmpty("there would be nobody to write it");
        (World.Recordings.Opened, World.Recordings.MostOpen).ShouldBe((1, 1));
        away.SetResult();
        await UntilAsync("the recording is kept", () =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return World.Store.Calls().Single().ProviderSound.Phase == ProviderSoundPhase.Kept;
        });

        (World.Recordings.Opened, World.Recordings.MostOpen).ShouldBe((2, 1));
        World.Recordings.Of(Id).Count.ShouldBe(8000 + 100);
        World.Recordings.Of(Id).Skip(8000).ShouldBe(Sound(100));
    }

    [Fact]
    public async Task Fetch_TakesLongerThanItIsWaitedFor_IsNotBegunTwice()
    {
        World.ProviderRecordings.Sound = Sound(100);
        await RecordedByTheProviderAsync();
        var away = new TaskCompletionSource();
        World.Recordings.Ready = away.Task;
        await EventAsync(InboundCallEventKind.Hangup);
        await EventAsync(InboundCallEventKind.RecordingSaved);
        await UntilAsync("it is under way", () => World.ProviderRecordings.Asked.Count == 1);

        World.Clock.Advance(TimeSpan.FromMinutes(11));
        await Call.WakeAsync();
        World.Clock.Advance(TimeSpan.FromMinutes(11));
        await Call.WakeAsync();

        (World.ProviderRecordings.Asked.Count, World.Recordings.MostOpen).ShouldBe((1, 1));
        away.SetResult();
        await UntilAsync("the recording is kept", () => World.Store.Calls().Single().ProviderSound.Phase == ProviderSoundPhase.Kept);
        World.Recordings.Of(Id).ShouldBe(Sound(100));
    }

    private static short[] Sound(int samples) => [.. Enumerable.Range(0, samples).Select(static i => (short)(i * 7919))];

    /// <summary>A stream that nobody can decode, so that the provider records.</summary>
    private async Task RecordedByTheProviderAsync()
    {
        await AnsweredAsync();
        await UndecodableAsync("stream-1");
    }

    private async Task UndecodableAsync(string streamId)
    {
        var unknown = new StreamStart(streamId, Token(), CallStory.Leg, new AudioFormat(AudioEncoding.Unknown, 8000, 1));
        (await Call.OpenStreamAsync(unknown)).ShouldBe(StreamOpening.UnsupportedFormat);
        await World.Telephony.WaitForAsync<StartRecording>(1);
        await UntilAsync("the provider records", () => World.Store.Calls().Single().ProviderSound.Phase == ProviderSoundPhase.Recording);
    }
}
