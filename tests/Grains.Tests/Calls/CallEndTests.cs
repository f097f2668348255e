namespace FleetActors.Calls;

/// <summary>What is made of a call that has ended.</summary>
public sealed class CallEndTests : CallInSilo
{
    [Fact]
    public async Task Hangup_MakesThePacketWithTheLastWordsAndThePassOverTheRecording()
    {
        World.Speech.IsEnabled = true;
        World.Transcriber.IsEnabled = true;
        World.Transcriber.Answer = static _ => new BatchTranscript(
            "There is a fire in the kitchen.", 0.97, [new Utterance("There is a fire in the kitchen.", TimeSpan.Zero, TimeSpan.FromSeconds(1), 0.97)], null, false);
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        await World.Speech.Sessions.Single().HearAsync(new FinalSpeech("there is a fire", TimeSpan.Zero, TimeSpan.FromSeconds(1), 0.9, true));

        await HangUpAsync();

        var packet = await PacketAsync();
        (packet.Transcript, packet.TranscriptSource).ShouldBe(("There is a fire in the kitchen.", TranscriptSource.Batch));
        packet.HasRecording.ShouldBeTrue();
        packet.Audio.VoicedSeconds.ShouldBeGreaterThan(0.9);
        packet.Missing.ShouldBeEmpty();
        packet.Weight.ShouldBe((int)Math.Round(packet.Triage.Risk.Score * 1000));
    }

    [Fact]
    public async Task Hangup_WhileTheFrontWaitsBetweenTwoTries_WhatItStillHasIsTaken()
    {
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        await HangUpAsync(wait: 5);

        await HearAsync("stream-1", from: 51, frames: 50);
        World.Store.Calls().Single().Packet.ShouldBeNull("the stream was open and is not closed");
        await Call.CloseStreamAsync(new StreamClose("stream-1", "stop", 0));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
        World.Recordings.Of(Id).Count.ShouldBe(2 * 8000);
    }

    [Fact]
    public async Task Hangup_TheStreamIsClosedThen_MakesThePacketWithoutAWait()
    {
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        await HangUpAsync(wait: 0);
        await Call.CloseStreamAsync(new StreamClose("stream-1", "stop", 0));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
    }

    [Fact]
    public async Task Hangup_ThePassFails_KeepsWhatWasHeardLiveAndSaysSo()
    {
        World.Speech.IsEnabled = true;
        World.Transcriber.IsEnabled = true;
        World.Transcriber.Answer = static _ => BatchTranscript.Failed("HTTP 503", canRetry: true);
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        World.Speech.Sessions.Single().LastWords.Add(new FinalSpeech("last words", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 0.8, true));

        await HangUpAsync();

        var packet = await PacketAsync();
        (packet.Transcript, packet.TranscriptSource).ShouldBe(("last words", TranscriptSource.Live));
        packet.Missing.ShouldHaveSingleItem().ShouldContain("HTTP 503");
        World.Transcriber.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Hangup_NobodyListened_IsQueuedAtMediumOrMoreWithItsTag()
    {
        await StreamingAsync("stream-1");
        World.Clock.Advance(TimeSpan.FromSeconds(20));
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 100));
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Triage.Tags.ShouldContain("NO_TRANSCRIPT");
        ((int)packet.Triage.Risk.Level).ShouldBeGreaterThanOrEqualTo((int)RiskLevel.Medium);
        packet.Missing.ShouldContain(line => line.Contains("no recogniser", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hangup_WhileRinging_IsQueuedAsDropped()
    {
        await EventAsync(InboundCallEventKind.Initiated);
        await EventAsync(InboundCallEventKind.Hangup, "originator_cancel");

        var packet = await PacketAsync();
        packet.Triage.Tags.ShouldContain("DROPPED");
        ((int)packet.Triage.Risk.Level).ShouldBeGreaterThanOrEqualTo((int)RiskLevel.Medium);
    }

    [Fact]
    public async Task Silence_TheProviderHasItNoMore_IsFinishedAndNamesWhatIsMissing()
    {
        await AnsweredAsync();

        await UntilAsync("the call is given up", () =>
        {
            World.Clock.Advance(TimeSpan.FromSeconds(20));
            return World.Store.Calls().Single().Status == CallStatus.Ended;
        });

        var packet = await PacketAsync();
        packet.Missing.ShouldContain(line => line.Contains("hang-up", StringComparison.Ordinal));
        (await Call.GetAsync())!.EndedBecause.ShouldBe("lost");
    }
}
