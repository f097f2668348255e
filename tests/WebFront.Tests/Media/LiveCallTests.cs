using System.Net.WebSockets;
using FleetActors.Calls;
using FleetActors.Support;
using FleetActors.Telephony;
using Microsoft.Extensions.DependencyInjection;
using NAudio.Codecs;
using NAudio.Wave;

namespace FleetActors.Media;

/// <summary>The whole server with a call on the line: what is sent into the media socket is what is kept.</summary>
public sealed class LiveCallTests
{
    private const string CallId = "live-1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Stream_Linear_RecordingIsWhatWasSent()
    {
        await using var call = await LiveCall.RingAsync();
        var sound = Voice(seconds: 2.3);

        await call.PlayAsync("L16", sound.Chunk(160).Select(BigEndian));

        (await call.HangUpAsync()).ShouldBe(sound);
    }

    [Fact]
    public async Task Stream_MuLawLostReorderedAndDoubled_EverySampleIsAtItsPlaceOrSilent()
    {
        await using var call = await LiveCall.RingAsync();
        var sound = Voice(seconds: 4);
        var random = new Random(5);
        var frames = sound.Chunk(160).Select((samples, i) => (Chunk: i + 1L, Sound: MuLaw(samples))).ToArray();
        var lost = frames.Select(frame => frame.Chunk).Where(chunk => chunk < frames.Length && random.Next(50) < 20).ToHashSet();
        var sent = frames.Where(frame => !lost.Contains(frame.Chunk))
            .SelectMany(frame => random.Next(50) < 20 ? [frame, frame] : new[] { frame })
            .OrderBy(frame => frame.Chunk + (random.NextDouble() * 5));

        await call.PlayNumberedAsync("PCMU", sent);

        var expected = frames.SelectMany(frame => lost.Contains(frame.Chunk) ? new short[160] : [.. frame.Sound.Select(MuLawDecoder.MuLawToLinearSample)]);
        (await call.HangUpAsync()).ShouldBe(expected);
        var audio = (await call.Grain.GetAsync())!.Audio;
        audio.Curve.Length.ShouldBe(4);
        audio.VoicedSeconds.ShouldBeGreaterThan(1);
        audio.Curve.Sum(second => second.Missing).ShouldBe(lost.Count / 50.0, 0.01);
    }

    [Fact]
    public async Task Stream_Reconnects_TheCallGoesOn()
    {
        await using var call = await LiveCall.RingAsync();
        var (first, second) = (Voice(seconds: 1), Voice(seconds: 0.5));

        await call.PlayAsync("PCMU", first.Chunk(160).Select(MuLaw));
        await call.PlayAsync("PCMU", second.Chunk(792).Select(MuLaw), stream: "s-2");

        short[] expected = [.. first.Concat(second).Select(sample => MuLawDecoder.MuLawToLinearSample(MuLawEncoder.LinearToMuLawSample(sample)))];
        var kept = await call.HangUpAsync();
        kept[..first.Length].ShouldBe(expected[..first.Length]);
        kept[^second.Length..].ShouldBe(expected[first.Length..], "after the time in between, which is silent");
    }

    private static short[] Voice(double seconds) =>
        [.. Enumerable.Range(0, (int)(8000 * seconds)).Select(i => (short)(9000 * Math.Sin(i / 5.0) * Math.Sin(i / 900.0)))];

    private static byte[] MuLaw(short[] samples) => [.. samples.Select(MuLawEncoder.LinearToMuLawSample)];

    private static byte[] BigEndian(short[] samples) => [.. samples.SelectMany(sample => new[] { (byte)(sample >> 8), (byte)sample })];

    private sealed class LiveCall : IAsyncDisposable
    {
        private readonly FrontApp _app;
        private readonly string _address;

        private LiveCall(FrontApp app, string address) => (_app, _address) = (app, address);

        public ICallGrain Grain => _app.Services.GetRequiredService<IGrainFactory>().Call(CallId);

        public static async Task<LiveCall> RingAsync()
        {
            var telephony = new AnsweringTelephony();
            var app = await FrontApp.StartAsync(services: services => services.AddSingleton<ITelephony>(telephony));
            var call = app.Services.GetRequiredService<IGrainFactory>().Call(CallId);
            await call.OnEventAsync(Event(InboundCallEventKind.Initiated, "+15551234567"));
            return new LiveCall(app, await telephony.Stream.WaitAsync(Patience));
        }

        public Task PlayAsync(string encoding, IEnumerable<byte[]> frames, string stream = "s-1") =>
            PlayNumberedAsync(encoding, frames.Select((sound, i) => (i + 1L, sound)), stream);

        public async Task PlayNumberedAsync(string encoding, IEnumerable<(long Chunk, byte[] Sound)> frames, string stream = "s-1")
        {
            using var patience = new CancellationTokenSource(Patience);
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri(_address), patience.Token);
            using var client = new MediaClient(socket);
            await client.StartAsync(stream, encoding);
            foreach (var (chunk, sound) in frames)
            {
                await client.SendAsync($$$"""{"event":"media","stream_id":"{{{stream}}}","media":{"chunk":"{{{chunk}}}","timestamp":"{{{chunk * 20}}}","payload":"{{{Convert.ToBase64String(sound)}}}"}}""");
            }

            await client.StopAsync(stream);

            // Messages are handled one after the other, so the goodbye is answered when the call knows that the stream is over.
            await client.CloseAsync();
        }

        /// <summary>Ends the call; gives what was recorded.</summary>
        public async Task<short[]> HangUpAsync()
        {
            await Grain.OnEventAsync(Event(InboundCallEventKind.Hangup, null));
            using var patience = new CancellationTokenSource(Patience);
            while (await Grain.GetPacketAsync() is null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
            }

            await using var stream = (await _app.Services.GetRequiredService<IRecordingStore>().OpenReadAsync(CallId, patience.Token)).ShouldNotBeNull();
            using var wave = new WaveFileReader(stream);
            var bytes = new byte[wave.Length];
            wave.Read(bytes, 0, bytes.Length).ShouldBe(bytes.Length);
            return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private static InboundCallEvent Event(InboundCallEventKind kind, string? from)
        {
            var now = TimeProvider.System.GetUtcNow();
            return new InboundCallEvent($"{kind}", kind, now, null, CallId, from, "+15550001111", now, null, null, null, null);
        }
    }

    /// <summary>A provider that takes every command, and remembers where the sound is wanted.</summary>
    private sealed class AnsweringTelephony : ITelephony
    {
        private readonly TaskCompletionSource<string> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Stream => _stream.Task;

        public Task<TelephonyResult> ExecuteAsync(TelephonyCommand command, CancellationToken cancellationToken)
        {
            if (command is AnswerCall { Stream: { } stream })
            {
                _stream.TrySetResult(stream.Url);
            }

            return Task.FromResult(TelephonyResult.Accepted(command.CommandId.ToString()));
        }

        public Task<Telephony.LiveCall?> FindLiveCallAsync(string clientState, CancellationToken cancellationToken) => Task.FromResult<Telephony.LiveCall?>(null);
    }
}
