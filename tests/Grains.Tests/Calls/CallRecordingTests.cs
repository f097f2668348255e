namespace FleetActors.Calls;

/// <summary>A recording that cannot be written while the call goes on.</summary>
public sealed class CallRecordingTests : CallInSilo
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task DiskFull_TheCallGoesOnAndSaysSo()
    {
        World.Recordings.IsFull = true;
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        await HangUpAsync();

        var packet = await PacketAsync(Second);
        packet.Audio.VoicedSeconds.ShouldBeGreaterThan(0.9);
        packet.Missing.ShouldContain("the end of the recording: it was not written yet when this packet was made");
        (await Call.GetAsync())!.Timeline.ShouldContain(line => line.Kind == "recording" && line.Text.Contains("no space left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RecordingStandsStill_TheCallIsHeardOnAndLaterSoundKeepsItsPlace()
    {
        World.Speech.IsEnabled = true;
        await StreamingAsync("stream-1");
        var away = new TaskCompletionSource();
        World.Recordings.Ready = away.Task;
        for (var second = 0; second < 45; second++)
        {
            (await Call.AcceptAudioAsync(Tone("stream-1", from: (second * 50) + 1, frames: 50))).Accepted.ShouldBeTrue();
        }

        World.Speech.Sessions.Single().Bytes.ShouldBe(45 * 8000);
        World.Recordings.Of(Id).ShouldBeEmpty();
        away.SetResult();
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 2251, frames: 50))).Accepted.ShouldBeTrue();
        await HangUpAsync();
        await PacketAsync();

        var recorded = World.Recordings.Of(Id);
        recorded.Count.ShouldBe(46 * 8000);
        recorded.Skip(40 * 8000).Take(5 * 8000).ShouldAllBe(sample => sample == 0);
        recorded.Take(40 * 8000).ShouldAllBe(sample => sample != 0);
        recorded.Skip(45 * 8000).ShouldAllBe(sample => sample != 0);
        (await Call.GetPacketAsync())!.Missing.ShouldContain("the recording from 40.0 s to 45.0 s: it could not be written, and is silent there");
        (await Call.GetAsync())!.Timeline.ShouldContain(line => line.Kind == "recording" && line.Text.Contains("in time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RecordingRefusesForAWhile_NothingOfItIsLost()
    {
        World.Recordings.IsAway = true;
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        World.Recordings.IsAway = false;
        World.Clock.Advance(Second);
        await HearAsync("stream-1", from: 51, frames: 50);
        World.Recordings.IsFull = true;
        await HearAsync("stream-1", from: 101, frames: 50);
        World.Clock.Advance(10 * Second);
        await HearAsync("stream-1", from: 151, frames: 50);
        World.Recordings.IsFull = false;
        await HangUpAsync();

        (await PacketAsync(Second)).Missing.ShouldNotContain(line => line.Contains("the recording", StringComparison.Ordinal));
        World.Recordings.Of(Id).Count.ShouldBe(4 * 8000);
        World.Recordings.Of(Id).ShouldAllBe(sample => sample != 0);
    }

    [Fact]
    public async Task RecordingRefusesForLong_WhatDoesNotFitIsSilentAndNamed()
    {
        World.Recordings.IsAway = true;
        await StreamingAsync("stream-1");
        for (var second = 0; second < 42; second++)
        {
            await HearAsync("stream-1", from: (second * 50) + 1, frames: 50);
        }

        World.Recordings.IsAway = false;
        World.Clock.Advance(2 * Second);
        await HearAsync("stream-1", from: (42 * 50) + 1, frames: 50);
        await HangUpAsync();

        (await PacketAsync(Second)).Missing.ShouldContain("the recording from 40.0 s to 42.0 s: it could not be written, and is silent there");
        var recorded = World.Recordings.Of(Id);
        recorded.Count.ShouldBe(43 * 8000);
        recorded.Take(40 * 8000).ShouldAllBe(sample => sample != 0);
        recorded.Skip(40 * 8000).Take(2 * 8000).ShouldAllBe(sample => sample == 0);
        recorded.Skip(42 * 8000).ShouldAllBe(sample => sample != 0);
    }

    [Fact]
    public async Task RecordingWithAHole_ServerDies_TheHoleIsStillKnownAtTheEnd()
    {
        World.Recordings.IsAway = true;
        await StreamingAsync("stream-1");
        var place = await HearAsync("stream-1", from: 1, frames: 2000);
        place = await HearAsync("stream-1", from: 2001, frames: 50);
        World.Recordings.IsAway = false;
        World.Clock.Advance(6 * Second);
        place = await HearAsync("stream-1", from: 2051, frames: 50);
        var token = Token();

        await RestartAsync();
        await OpenAsync("stream-1", place, token);
        await HearAsync("stream-1", from: 2101, frames: 50);
        await HangUpAsync();

        (await PacketAsync()).Missing.ShouldContain("the recording from 40.0 s to 41.0 s: it could not be written, and is silent there");
        World.Recordings.Of(Id).Count.ShouldBe(43 * 8000);
    }

    [Fact]
    public async Task Hangup_ThePassDoesNotHearWhatCouldNotBeRecorded_TheLiveWordsStayThere()
    {
        World.Speech.IsEnabled = true;
        World.Transcriber.IsEnabled = true;
        World.Transcriber.Answer = static _ => new BatchTranscript(
            "Hello.", 0.97, [new Utterance("Hello.", TimeSpan.Zero, TimeSpan.FromSeconds(1), 0.97)], null, false);
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        await StoreWithoutRoomAsync();
        await World.Speech.Sessions.Single().HearAsync(new FinalSpeech("hello", TimeSpan.Zero, TimeSpan.FromSeconds(1), 0.9, true));
        await World.Speech.Sessions.Single().HearAsync(new FinalSpeech("he has a gun", TimeSpan.FromSeconds(41), TimeSpan.FromSeconds(42), 0.9, true));

        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Transcript.ShouldBe("Hello. he has a gun");
        packet.TranscriptSource.ShouldBe(TranscriptSource.Batch);
        packet.Missing.ShouldContain("the recording from 41.0 s to 42.0 s: it could not be written, and is silent there");
    }

    /// <summary>A second is lost, from 41 s on.</summary>
    private async Task StoreWithoutRoomAsync()
    {
        World.Recordings.IsFull = true;
        await HearAsync("stream-1", from: 51, frames: 2000);
        await HearAsync("stream-1", from: 2051, frames: 50);
        World.Recordings.IsFull = false;
        World.Clock.Advance(Second);
    }
}
