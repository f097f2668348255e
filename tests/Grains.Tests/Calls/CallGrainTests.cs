using FleetActors.Cluster;
using FleetActors.Dispatch;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>Calls in a silo: write then act, sound to transcript to packet, restarts in the middle.</summary>
public sealed class CallGrainTests : IAsyncLifetime
{
    private const string Id = CallStory.Id;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CallStory _words = new();
    private FleetCluster _cluster = null!;

    private World World => _cluster.World;

    private ICallGrain Call => _cluster.Grains.Call(Id);

    private IDispatchQueueGrain Queue => _cluster.Grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);

    public async Task InitializeAsync() => _cluster = await FleetCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Initiated_IsStoredThenAnsweredWithAStreamThatOnlyItsTokenOpens()
    {
        await EventAsync(InboundCallEventKind.Initiated);

        World.Store.Calls().Single().Status.ShouldBe(CallStatus.Ringing);
        var answer = (await World.Telephony.WaitForAsync<AnswerCall>(1)).Single();
        (answer.CallControlId, answer.ClientState, answer.Stream!.Codec).ShouldBe((CallStory.Leg, "fc1|session-1|", "PCMU"));
        answer.Stream.Url.ShouldStartWith(World.StreamUrl + "?call=session-1&token=");
        var token = answer.Stream.Url.Split("token=")[1];
        token.Length.ShouldBe(32);
        World.Store.Calls().Single().TokenHashes.ShouldNotContain(token);
        (await Call.CheckTokenAsync(token)).ShouldBe(StreamOpening.Welcome);
        (await Call.CheckTokenAsync(new string('0', 32))).ShouldBe(StreamOpening.WrongToken);
        (await _cluster.Grains.Call("another").CheckTokenAsync(token)).ShouldBe(StreamOpening.UnknownCall);
    }

    [Fact]
    public async Task Answered_SpeaksTheGreeting()
    {
        await EventAsync(InboundCallEventKind.Initiated);
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await EventAsync(InboundCallEventKind.Answered);

        (await World.Telephony.WaitForAsync<Speak>(1)).Single().Text.ShouldBe("This is Dispatch AI. I'm listening. Please describe your emergency.");
    }

    [Fact]
    public async Task Events_InAnyOrderAndTwice_LeadToOneCallAndOnePacket()
    {
        var initiated = _words.Heard(InboundCallEventKind.Initiated);
        var answered = _words.Heard(InboundCallEventKind.Answered);
        var hangup = _words.Heard(InboundCallEventKind.Hangup, "normal_clearing");
        foreach (var inboundEvent in new[] { hangup, hangup, answered, initiated, answered, hangup, initiated })
        {
            await Call.OnEventAsync(inboundEvent);
        }

        var packet = await PacketAsync();
        packet.CallId.ShouldBe(Id);
        (await Queue.ListAsync(withClosed: true)).ShouldHaveSingleItem().Priority.ShouldBe(1);
        var view = (await Call.GetAsync())!;
        (view.Status, view.AnsweredAt is not null, view.EndedBecause).ShouldBe((CallStatus.Ended, true, "normal_clearing"));
    }

    [Fact]
    public async Task Event_OfACallNobodyAnnounced_StoresNothing()
    {
        await EventAsync(InboundCallEventKind.Hangup);

        World.Store.Writes.ShouldBe(0);
        (await Call.GetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Initiated_CannotBeStored_IsNotAnsweredAndTheProviderHearsOfIt()
    {
        World.Store.FailNextWrites(1);
        var initiated = _words.Heard(InboundCallEventKind.Initiated);
        await Should.ThrowAsync<Exception>(() => Call.OnEventAsync(initiated));
        World.Telephony.Commands.ShouldBeEmpty();

        await Call.OnEventAsync(initiated);

        await World.Telephony.WaitForAsync<AnswerCall>(1);
    }

    [Fact]
    public async Task Sound_IsMeasuredRecordedAndHeard()
    {
        World.Speech.IsEnabled = true;
        await StreamingAsync("stream-1");
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50))).ShouldBe(AudioReply.Taken);
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
            (await Call.AcceptAudioAsync(new AudioBatch("stream-1", [.. some]))).ShouldBe(AudioReply.Taken);
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
        (await Call.AcceptAudioAsync(Tone("stream-2", from: 1, frames: 50))).ShouldBe(AudioReply.Taken);
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
    public async Task ProviderWords_AreTheTranscriptWhereNobodyElseListens()
    {
        await AnsweredAsync();
        var words = _words.Heard(InboundCallEventKind.Transcription) with { Words = new HeardWords("help me", 0.8, IsFinal: true) };
        await Call.OnEventAsync(words);
        await Call.OnEventAsync(words);
        await Call.OnEventAsync(_words.Heard(InboundCallEventKind.Transcription) with { Words = new HeardWords("please co", null, IsFinal: false) });

        (await Call.GetAsync())!.Transcript.LiveText.ShouldBe("help me please co");
        World.Store.Calls().Single().Heard.Transcript.Text.ShouldBe("help me", "a webhook is answered after its words are stored");
    }

    [Fact]
    public async Task Restart_InTheMiddle_IsFinishedWhenTheHangupComes()
    {
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        World.Clock.Advance(TimeSpan.FromSeconds(6));
        await Call.AcceptAudioAsync(Tone("stream-1", from: 51, frames: 50));
        var token = Token();

        await RestartAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 101, frames: 5))).ShouldBe(AudioReply.UnknownStream);
        (await Call.OpenStreamAsync(new StreamStart("stream-1", token, CallStory.Leg, Pcmu))).ShouldBe(StreamOpening.Welcome);
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 101, frames: 50))).ShouldBe(AudioReply.Taken);
        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Audio.Seconds.ShouldBe(4, 0.01);
        World.Recordings.Of(Id).Count.ShouldBe(4 * 8000);
        packet.Missing.ShouldContain(line => line.StartsWith("words from 2.0 s", StringComparison.Ordinal));
        packet.Missing.ShouldNotContain(line => line.StartsWith("sound", StringComparison.Ordinal), "spans are told by themselves");
    }

    [Fact]
    public async Task Restart_TheHangupComesBeforeTheSoundThatWaited_TheSoundIsStillTaken()
    {
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        var token = Token();
        await RestartAsync();

        await HangUpAsync();

        World.Store.Calls().Single().Packet.ShouldBeNull("what the front still has is waited for");
        (await Call.OpenStreamAsync(new StreamStart("stream-2", token, CallStory.Leg, Pcmu))).ShouldBe(StreamOpening.Ended);
        (await Call.OpenStreamAsync(new StreamStart("stream-1", token, CallStory.Leg, Pcmu))).ShouldBe(StreamOpening.Welcome);
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 51, frames: 50))).ShouldBe(AudioReply.Taken);
        await Call.CloseStreamAsync(new StreamClose("stream-1", "stop", 0));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
        World.Recordings.Of(Id).Count(sample => sample != 0).ShouldBe(2 * 8000);
    }

    [Fact]
    public async Task Restart_TheHangupComesAndNoSoundAnyMore_ThePacketIsMadeAfterAWhile()
    {
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        await RestartAsync();
        await HangUpAsync();

        World.Clock.Advance(TimeSpan.FromSeconds(8));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
    }

    [Fact]
    public async Task Restart_WithTheAnswerOwed_AnswersWithAnotherTokenUnderTheSameIdentity()
    {
        World.Telephony.Answer = static _ => TelephonyResult.Transient("503", "away");
        await EventAsync(InboundCallEventKind.Initiated);
        var first = (await World.Telephony.WaitForAsync<AnswerCall>(1))[0];
        World.Telephony.Answer = null;

        await RestartAsync();
        await UntilAsync("the answer is sent again", () =>
        {
            World.Clock.Advance(TimeSpan.FromSeconds(1));
            return World.Telephony.Commands.OfType<AnswerCall>().Count() > 1;
        });

        var second = World.Telephony.Commands.OfType<AnswerCall>().Last();
        second.CommandId.ShouldBe(first.CommandId);
        second.Stream!.Url.ShouldNotBe(first.Stream!.Url);
        (await Call.CheckTokenAsync(second.Stream.Url.Split("token=")[1])).ShouldBe(StreamOpening.Welcome);
        (await Call.CheckTokenAsync(first.Stream.Url.Split("token=")[1])).ShouldBe(StreamOpening.Welcome, "the first may have arrived");
    }

    [Fact]
    public async Task Restart_BetweenHangupAndPacket_MakesThePacketOnce()
    {
        World.Transcriber.IsEnabled = true;
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        await EventAsync(InboundCallEventKind.Hangup, "normal_clearing");
        World.Store.Calls().Single().Packet.ShouldBeNull("the last sound is waited for");

        await RestartAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(2));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
        (await Queue.ListAsync(true)).Length.ShouldBe(1);
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

    [Fact]
    public async Task DiskFull_TheCallGoesOnAndSaysSo()
    {
        World.Recordings.IsFull = true;
        await StreamingAsync("stream-1");
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50))).ShouldBe(AudioReply.Taken);
        await HangUpAsync();

        (await PacketAsync()).Audio.VoicedSeconds.ShouldBeGreaterThan(0.9);
        (await Call.GetAsync())!.Timeline.ShouldContain(line => line.Kind == "recording" && line.Text.Contains("no space left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RecordingStandsStill_TheCallIsHeardOnAndLaterSoundKeepsItsPlace()
    {
        World.Speech.IsEnabled = true;
        await StreamingAsync("stream-1");
        var away = new TaskCompletionSource();
        World.Recordings.Ready = away.Task;
        for (var second = 0; second < 20; second++)
        {
            (await Call.AcceptAudioAsync(Tone("stream-1", from: (second * 50) + 1, frames: 50))).ShouldBe(AudioReply.Taken);
        }

        World.Speech.Sessions.Single().Bytes.ShouldBe(20 * 8000);
        World.Recordings.Of(Id).ShouldBeEmpty();
        away.SetResult();
        (await Call.AcceptAudioAsync(Tone("stream-1", from: 1001, frames: 50))).ShouldBe(AudioReply.Taken);
        await HangUpAsync();
        await PacketAsync();

        var recorded = World.Recordings.Of(Id);
        recorded.Count.ShouldBe(21 * 8000);
        recorded.Skip(15 * 8000).Take(5 * 8000).ShouldAllBe(sample => sample == 0);
        recorded.Take(15 * 8000).ShouldAllBe(sample => sample != 0);
        recorded.Skip(20 * 8000).ShouldAllBe(sample => sample != 0);
        (await Call.GetAsync())!.Timeline.ShouldContain(line => line.Kind == "recording" && line.Text.Contains("in time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RecordingCannotBeOpenedAtFirst_LaterSoundKeepsItsPlace()
    {
        World.Recordings.IsAway = true;
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        World.Recordings.IsAway = false;
        await Call.AcceptAudioAsync(Tone("stream-1", from: 51, frames: 50));
        await HangUpAsync();

        (await PacketAsync()).Missing.ShouldContain("a part of the recording: it could not be written in time");
        var recorded = World.Recordings.Of(Id);
        recorded.Count.ShouldBe(2 * 8000);
        recorded.Take(8000).ShouldAllBe(sample => sample == 0);
        recorded.Skip(8000).ShouldAllBe(sample => sample != 0);
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
        World.Recordings.IsFull = true;
        await Call.AcceptAudioAsync(Tone("stream-1", from: 51, frames: 50));
        World.Recordings.IsFull = false;
        await World.Speech.Sessions.Single().HearAsync(new FinalSpeech("hello", TimeSpan.Zero, TimeSpan.FromSeconds(1), 0.9, true));
        await World.Speech.Sessions.Single().HearAsync(new FinalSpeech("he has a gun", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 0.9, true));

        await HangUpAsync();

        var packet = await PacketAsync();
        packet.Transcript.ShouldBe("Hello. he has a gun");
        packet.TranscriptSource.ShouldBe(TranscriptSource.Batch);
        packet.Missing.ShouldContain("a part of the recording: it could not be written in time");
    }

    [Fact]
    public async Task Join_DialsAndBringsTheDispatcherToTheCaller()
    {
        World.Telephony.Answer = static command => TelephonyResult.Accepted(command is Dial ? "v3:dispatcher" : "conf-1");
        await AnsweredAsync();
        (await Call.JoinAsync(new JoinCall("ada", World.Dispatcher))).ShouldBe(CallActionResult.Done);
        var dial = (await World.Telephony.WaitForAsync<Dial>(1)).Single();
        dial.To.ShouldBe(World.Dispatcher);
        CallLegState.TryParse(dial.ClientState, out var leg).ShouldBeTrue();

        await Call.OnEventAsync(_words.Heard(InboundCallEventKind.Answered, legId: leg.LegId, leg: "v3:dispatcher"));

        (await World.Telephony.WaitForAsync<CreateConference>(1)).Single().CallControlId.ShouldBe(CallStory.Leg);
        (await World.Telephony.WaitForAsync<JoinConference>(1)).Single().CallControlId.ShouldBe("v3:dispatcher");
    }

    [Fact]
    public async Task Lists_ShowLiveAndEndedCalls()
    {
        await AnsweredAsync();
        var directory = _cluster.Grains.GetGrain<ICallDirectoryGrain>(0);
        (await directory.LiveAsync()).ShouldHaveSingleItem().Status.ShouldBe(CallStatus.Active);
        await HangUpAsync();
        await PacketAsync();

        (await directory.LiveAsync()).ShouldHaveSingleItem().Status.ShouldBe(CallStatus.Ended);
        World.Clock.Advance(TimeSpan.FromMinutes(6));
        (await directory.LiveAsync()).ShouldBeEmpty();
        (await directory.ListAsync(new CallQuery(null, 10, null))).Calls.ShouldHaveSingleItem().HasPacket.ShouldBeTrue();
    }

    private static AudioFormat Pcmu { get; } = new(AudioEncoding.Pcmu, 8000, 1);

    /// <summary>Frames of 20 ms of a loud square wave.</summary>
    private static AudioBatch Tone(string streamId, long from, int frames) => new(
        streamId,
        [.. Enumerable.Range(0, frames).Select(n => new AudioFrame(from + n, (from + n) * 20, [.. Enumerable.Range(0, 160).Select(i => i % 8 < 4 ? (byte)0x10 : (byte)0x90)]))]);

    private string Token() => World.Telephony.Commands.OfType<AnswerCall>().Last().Stream!.Url.Split("token=")[1];

    private Task EventAsync(InboundCallEventKind kind, string? detail = null) => Call.OnEventAsync(_words.Heard(kind, detail) with { OccurredAt = World.Clock.Now });

    private async Task AnsweredAsync()
    {
        await EventAsync(InboundCallEventKind.Initiated);
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await EventAsync(InboundCallEventKind.Answered);
        await World.Telephony.WaitForAsync<Speak>(1);
    }

    private async Task StreamingAsync(string streamId)
    {
        await AnsweredAsync();
        await OpenAsync(streamId);
    }

    private async Task OpenAsync(string streamId) =>
        (await Call.OpenStreamAsync(new StreamStart(streamId, Token(), CallStory.Leg, Pcmu))).ShouldBe(StreamOpening.Welcome);

    private async Task HangUpAsync()
    {
        await EventAsync(InboundCallEventKind.Hangup, "normal_clearing");
        World.Clock.Advance(TimeSpan.FromSeconds(2));
    }

    private async Task RestartAsync()
    {
        var world = World;
        await _cluster.DisposeAsync();
        _cluster = await FleetCluster.StartAsync(world);
    }

    private async Task<CallPacket> PacketAsync()
    {
        await UntilAsync("the packet is queued", () => World.Store.Calls().Single() is { Packet: not null } call && call.Owed.All(effect => effect.Kind != CallEffectKind.Queue));
        return (await Call.GetPacketAsync())!;
    }

    private static async Task UntilAsync(string what, Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited in vain until {what}.");
            }

            await pause.WaitForNextTickAsync();
        }
    }
}
