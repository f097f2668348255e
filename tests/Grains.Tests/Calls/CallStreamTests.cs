using FleetActors.Cluster;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>Sound of a call on its way to its place, and the words in it.</summary>
public sealed class CallStreamTests : CallInSilo
{
    [Fact]
    public async Task Sound_IsMeasuredRecordedAndHeard()
    {
        World.Speech.IsEnabled = true;
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        await World.Speech.Sessions.Single().HearAsync(new FinalSpeech("there is a fire", TimeSpan.Zero, TimeSpan.FromSeconds(1), 0.9, EndsUtterance: true));
        await World.Speech.Sessions.Single().HearAsync(new PartialSpeech("in the kit", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.2)));

        var view = (await Call.GetAsync())!;
        view.Transcript.LiveText.ShouldBe("there is a fire in the kit");
        view.Audio.Seconds.ShouldBe(1, 0.001);
        view.Audio.VoicedSeconds.ShouldBeGreaterThan(0.9);
        view.HasRecording.ShouldBeTrue();
        World.Recordings.Of(Id).Count.ShouldBe(8000);
        World.Speech.Sessions.Single().Bytes.ShouldBe(8000);
        World.Speech.Sessions.Single().Start.Encoding.ShouldBe(SpeechEncoding.Mulaw);
    }

    [Fact]
    public async Task Sound_LostReorderedAndDoubled_KeepsItsPlace()
    {
        await StreamingAsync("stream-1");
        var frames = Tone("stream-1", from: 1, frames: 50).Frames;
        var order = new Random(7).GetItems(frames.AsSpan(), 0).ToList();
        order.AddRange(frames.Where(frame => frame.Chunk is not (10 or 11 or 30)));
        (order[3], order[4]) = (order[4], order[3]);
        order.Insert(20, order[19]);
        foreach (var some in order.Chunk(5))
        {
            (await Call.AcceptAudioAsync(new AudioBatch("stream-1", [.. some]))).Accepted.ShouldBeTrue();
        }

        (await Call.GetAsync())!.Audio.Seconds.ShouldBe(1, 0.001);
        World.Recordings.Of(Id).Count.ShouldBe(8000);
        World.Recordings.Of(Id).Skip(9 * 160).Take(320).ShouldAllBe(sample => sample == 0);
        await HangUpAsync();
        (await PacketAsync()).Missing.ShouldContain("sound: 0.06 s of frames did not come and are silence in the recording");
    }

    [Fact]
    public async Task SecondStream_ContinuesTheCallAndTheFirstIsTurnedAway()
    {
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        await OpenAsync("stream-2");

        (await Call.AcceptAudioAsync(Tone("stream-1", from: 51, frames: 5))).ShouldBe(AudioReply.Superseded);
        await HearAsync("stream-2", from: 1, frames: 50);
        (await Call.AcceptAudioAsync(Tone("stream-3", from: 1, frames: 5))).ShouldBe(AudioReply.UnknownStream);

        var view = (await Call.GetAsync())!;
        view.Audio.Seconds.ShouldBe(4, 0.001);
        view.Transcript.Gaps.ShouldHaveSingleItem().ShouldBe(new TranscriptGap(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), "the stream was away", IsSoundLost: true));
    }

    [Fact]
    public async Task Stream_OfAFormatNobodyCanDecode_IsRefusedAndSaid()
    {
        await AnsweredAsync();
        var refused = await Call.OpenStreamAsync(new StreamStart("stream-1", Token(), CallStory.Leg, new AudioFormat(AudioEncoding.Unknown, 8000, 1)));

        refused.ShouldBe(StreamOpening.UnsupportedFormat);
        (await Call.GetAsync())!.Stream!.ShouldStartWith("failed: ");
        await World.Telephony.WaitForAsync<StartRecording>(1);
        await World.Telephony.WaitForAsync<StartTranscription>(2);
    }

    [Fact]
    public async Task ProviderWords_AreTheTranscriptWhereNobodyElseListens()
    {
        await AnsweredAsync();
        var words = Words.Heard(InboundCallEventKind.Transcription) with { Words = new HeardWords("help me", 0.8, IsFinal: true) };
        await Call.OnEventAsync(words);
        await Call.OnEventAsync(words);
        await Call.OnEventAsync(Words.Heard(InboundCallEventKind.Transcription) with { Words = new HeardWords("please co", null, IsFinal: false) });

        (await Call.GetAsync())!.Transcript.LiveText.ShouldBe("help me please co");
        World.Store.Calls().Single().Heard.Transcript.Text.ShouldBe("help me", "a webhook is answered after its words are stored");
    }
}
