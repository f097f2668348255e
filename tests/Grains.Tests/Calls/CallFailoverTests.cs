namespace FleetActors.Calls;

/// <summary>A call that moves while somebody speaks: by the stream where it goes on, by the clock where another comes, and every second either recorded or named.</summary>
public sealed class CallFailoverTests : CallInSilo
{
    /// <summary>
    /// The call was away for ten seconds, and the stream was not: whoever holds it has kept what came meanwhile. So the recording is as long as the stream, and nothing is missing in
    /// it. What the clock says of such a stream is how long the call was away, which is nobody's silence.
    /// </summary>
    [Fact]
    public async Task Restart_InTheMiddle_TheSameStreamGoesOnWhereItStoodWhateverTheClockSays()
    {
        World.Speech.IsEnabled = true;
        await StreamingAsync("stream-1");
        var place = await HearAsync("stream-1", from: 1, frames: 100);
        place.ShouldBe(new SoundPlace(101, 2 * 8000));
        var token = Token();

        await RestartAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(10));
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 101, frames: 5))).ShouldBe(AudioReply.UnknownStream);
        (await OpenAsync("stream-1", place, token)).ShouldBe(place);
        await HearAsync("stream-1", from: 101, frames: 50);
        World.Speech.Sessions[^1].Start.Offset.ShouldBe(TimeSpan.FromSeconds(2), "words that follow are told from there");
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Audio.Seconds.ShouldBe(3, 0.01);
        World.Recordings.Of(Id).Count.ShouldBe(3 * 8000);
        World.Recordings.Of(Id).ShouldAllBe(sample => sample != 0);
        packet.Missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Death_TheSameStreamBringsWhatWasTakenLast_IsRecordedOnceAndWhole()
    {
        World.Speech.IsEnabled = true;
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        World.Clock.Advance(TimeSpan.FromSeconds(6));
        var before = await HearAsync("stream-1", from: 51, frames: 50);
        await HearAsync("stream-1", from: 101, frames: 70);
        var token = Token();

        // Kept: two seconds. Written: two and a half. Taken: three, and 20 frames of which nobody heard whether they were.
        await DieAsync(recorded: 20_000);
        World.Clock.Advance(TimeSpan.FromSeconds(10));
        await OpenAsync("stream-1", before, token);
        await HearAsync("stream-1", from: 101, frames: 50);
        await HearAsync("stream-1", from: 151, frames: 20);
        await HearAsync("stream-1", from: 171, frames: 30);
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Audio.Seconds.ShouldBe(4, 0.001);
        packet.Audio.VoicedSeconds.ShouldBe(4, 0.001);
        World.Recordings.Of(Id).Count.ShouldBe(4 * 8000);
        World.Recordings.Of(Id).ShouldAllBe(sample => sample != 0);
        packet.Missing.ShouldBeEmpty();
        World.Speech.Sessions[^1].Start.Offset.ShouldBe(TimeSpan.FromSeconds(2));
        World.Speech.Sessions[^1].Bytes.ShouldBe(2 * 8000, "what was not kept is heard again");
    }

    [Fact]
    public async Task Death_WhatWasTakenAndNotWrittenDoesNotComeAgain_IsSilenceOfItsLengthAndNamed()
    {
        await StreamingAsync("stream-1");
        var place = await HearAsync("stream-1", from: 1, frames: 200);
        var token = Token();

        await DieAsync(recorded: 24_000);
        World.Clock.Advance(TimeSpan.FromSeconds(7));
        await OpenAsync("stream-1", place, token);
        await HearAsync("stream-1", from: 201, frames: 50);
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Audio.Seconds.ShouldBe(5, 0.001);
        World.Recordings.Of(Id).Count.ShouldBe(5 * 8000);
        World.Recordings.Of(Id).Skip(24_000).Take(8000).ShouldAllBe(sample => sample == 0);
        packet.Missing.ShouldContain("words from 0.0 s to 3.0 s: the server was restarted");
        packet.Missing.ShouldContain("words from 3.0 s to 4.0 s: the server that heard it was lost");
        packet.Missing.ShouldNotContain(line => line.StartsWith("sound", StringComparison.Ordinal), "spans are told by themselves");
    }

    [Fact]
    public async Task Death_ThenFramesWereDroppedWhileTheyWaited_SilenceIsAsLongAsThoseAndNamed()
    {
        await StreamingAsync("stream-1");
        var place = await HearAsync("stream-1", from: 1, frames: 100);
        var token = Token();

        await RestartAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(75));
        await OpenAsync("stream-1", place, token);
        await HearAsync("stream-1", from: 2101, frames: 50, dropped: 2000);
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Audio.Seconds.ShouldBe(43, 0.001);
        World.Recordings.Of(Id).Count.ShouldBe(43 * 8000);
        World.Recordings.Of(Id).Skip(2 * 8000).Take(40 * 8000).ShouldAllBe(sample => sample == 0);
        packet.Missing.ShouldContain("words from 2.0 s to 42.0 s: its sound could not be taken in time");
        packet.Missing.ShouldNotContain(line => line.StartsWith("sound", StringComparison.Ordinal), "spans are told by themselves");
    }

    [Fact]
    public async Task Death_BeforeTheFirstSoundWasTaken_TheStreamBeginsAtItsBeginning()
    {
        var place = await StreamingAsync("stream-1");
        var token = Token();

        await DieAsync(recorded: 0);
        World.Clock.Advance(TimeSpan.FromSeconds(9));
        await OpenAsync("stream-1", place, token);
        await HearAsync("stream-1", from: 1, frames: 50);
        await HangUpAsync();

        (await PacketAsync()).Audio.Seconds.ShouldBe(1, 0.001);
        World.Recordings.Of(Id).Count.ShouldBe(8000);
    }

    [Fact]
    public async Task Death_FramesComeInAnyOrderAndTwice_KeepTheirPlaces()
    {
        await StreamingAsync("stream-1");
        var before = await HearAsync("stream-1", from: 1, frames: 50);
        await Call.AcceptAudioAsync(new AudioBatch("stream-1", [.. Tone("stream-1", from: 53, frames: 4).Frames]));
        var token = Token();

        await DieAsync(recorded: 8000);
        await OpenAsync("stream-1", before, token);
        var frames = Tone("stream-1", from: 51, frames: 50).Frames;
        (await Call.AcceptAudioAsync(new AudioBatch("stream-1", [.. frames.Skip(2).Take(4), frames[1], frames[0], frames[1]]))).Place.ShouldBe(new SoundPlace(57, 56 * 160));
        (await Call.AcceptAudioAsync(new AudioBatch("stream-1", [.. frames]))).Place.ShouldBe(new SoundPlace(101, 16_000));
        await HangUpAsync();

        (await PacketAsync()).Audio.Seconds.ShouldBe(2, 0.001);
        World.Recordings.Of(Id).Count.ShouldBe(2 * 8000);
        World.Recordings.Of(Id).ShouldAllBe(sample => sample != 0);
    }

    /// <summary>The process that held the socket is gone too, so nobody kept anything: between two streams only the clock knows how long it was.</summary>
    [Fact]
    public async Task Death_AnotherStreamComes_TheGapIsByTheClockFromTheLastSoundThatIsRecorded()
    {
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        World.Clock.Advance(TimeSpan.FromSeconds(6));
        await HearAsync("stream-1", from: 51, frames: 50);
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        await HearAsync("stream-1", from: 101, frames: 100);
        var token = Token();

        // Kept: 2 s of sound at second 6. Written: 3.5 s, so that sound ends at second 7.5.
        await DieAsync(recorded: 28_000);
        World.Clock.Advance(TimeSpan.FromSeconds(48));
        (await OpenAsync("stream-2", token: token, heldBack: TimeSpan.FromSeconds(3))).ShouldBe(new SoundPlace(null, 28_000 + (int)(45.5 * 8000)));
        await HearAsync("stream-2", from: 1, frames: 50);
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Audio.Seconds.ShouldBe(50, 0.01);
        World.Recordings.Of(Id).Count.ShouldBe(50 * 8000);
        packet.Missing.ShouldContain("words from 2.0 s to 3.5 s: the server was restarted");
        packet.Missing.ShouldContain("words from 3.5 s to 49.0 s: the stream was away");
        packet.Missing.ShouldNotContain(line => line.StartsWith("sound", StringComparison.Ordinal), "spans are told by themselves");
    }

    [Fact]
    public async Task Death_WhatWasKeptIsMoreThanWhatIsRecorded_LaterSoundKeepsItsPlaceAndTheHoleIsNamed()
    {
        await StreamingAsync("stream-1");
        World.Clock.Advance(TimeSpan.FromSeconds(6));
        var place = await HearAsync("stream-1", from: 1, frames: 100);
        var token = Token();

        await DieAsync(recorded: 12_000);
        await OpenAsync("stream-1", place, token);
        await HearAsync("stream-1", from: 101, frames: 50);
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Audio.Seconds.ShouldBe(3, 0.001);
        World.Recordings.Of(Id).Count.ShouldBe(3 * 8000);
        World.Recordings.Of(Id).Skip(12_000).Take(4000).ShouldAllBe(sample => sample == 0);
        World.Recordings.Of(Id).Skip(16_000).ShouldAllBe(sample => sample != 0);
        packet.Missing.ShouldContain("the recording from 1.5 s to 2.0 s: it could not be written, and is silent there");
        packet.Missing.ShouldNotContain(line => line.StartsWith("words", StringComparison.Ordinal), "its words were kept");
    }

    [Fact]
    public async Task Death_NoStreamComesAnyMore_WhatIsRecordedBeyondWhatWasKeptCounts()
    {
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 150);
        await DieAsync(recorded: 16_000);
        await HangUpAsync();

        var packet = await PacketAsync(TimeSpan.FromSeconds(1));
        packet.HasRecording.ShouldBeTrue();
        packet.Audio.Seconds.ShouldBe(2, 0.001);
        packet.Missing.ShouldContain("words from 0.0 s to 2.0 s: the server was restarted");
    }

    [Fact]
    public async Task Death_AStreamThatWasReplacedWouldGoOn_IsTurnedAway()
    {
        await StreamingAsync("stream-1");
        var first = await HearAsync("stream-1", from: 1, frames: 50);
        await OpenAsync("stream-2");
        var token = Token();
        await DieAsync(recorded: 8000);

        (await Call.OpenStreamAsync(new StreamStart("stream-1", token, CallStory.Leg, Pcmu, first))).ShouldBe(StreamOpening.Superseded);
    }
}
