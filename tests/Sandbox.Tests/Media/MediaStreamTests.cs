using System.Text.Json;
using NAudio.Codecs;

namespace FleetActors.Sandbox.Tests;

/// <summary>Callers with a voice, over real sockets and at twenty times their speed.</summary>
public class MediaStreamTests
{
    [Theory]
    [InlineData("L16")]
    [InlineData("PCMU")]
    [InlineData("PCMA")]
    public async Task Stream_WholeSound_ArrivesSampleForSample(string codec)
    {
        await using var server = await MediaServer.StartAsync();
        using var sandbox = new LiveSandbox();
        var leg = sandbox.Call(TestSound.Line());
        sandbox.Answer(leg, server.Url, codec);

        var frames = await (await server.NextAsync()).RestAsync();

        frames[0].GetProperty("event").GetString().ShouldBe("connected");
        frames[0].GetProperty("version").GetString().ShouldBe("1.0.0");
        var start = frames[1].GetProperty("start");
        start.GetProperty("call_control_id").GetString().ShouldBe(leg.ControlId);
        start.GetProperty("call_session_id").GetString().ShouldBe(leg.SessionId);
        start.GetProperty("media_format").ToString().ShouldBe($$"""{"encoding":"{{codec}}","sample_rate":8000,"channels":1}""");
        var media = frames.FindAll(static frame => frame.GetProperty("event").GetString() == "media");
        for (var i = 0; i < media.Count; i++)
        {
            media[i].GetProperty("sequence_number").GetString().ShouldBe($"{i + 2}");
            media[i].GetProperty("stream_id").GetString().ShouldBe(frames[1].GetProperty("stream_id").GetString());
            media[i].GetProperty("media").GetProperty("chunk").GetString().ShouldBe($"{i + 1}");
            media[i].GetProperty("media").GetProperty("timestamp").GetString().ShouldBe($"{i * 20}");
            media[i].GetProperty("media").GetProperty("track").GetString().ShouldBe("inbound");
        }

        var heard = media.SelectMany(frame => Decode(codec, frame)).Take(32_000).ToArray();
        heard.AsSpan().SequenceEqual(Enum.Parse<MediaCodec>(codec, ignoreCase: true).RoundTrip(TestSound.Samples())).ShouldBeTrue("the samples differ");
        frames[^1].GetProperty("event").GetString().ShouldBe("stop");
        (await sandbox.EventTypesAsync("call.hangup")).ShouldBe(["call.initiated", "call.answered", "streaming.started", "streaming.stopped", "call.hangup"]);
    }

    [Fact]
    public async Task Stream_BrokenByTheLine_ComesBackAndWhatWasSaidMeanwhileIsLost()
    {
        await using var server = await MediaServer.StartAsync();
        using var sandbox = new LiveSandbox();
        var leg = sandbox.Call(TestSound.Line(MediaCodec.L16, speed: 5, new LineFaults(DisconnectAt: TimeSpan.FromSeconds(1), ReconnectAfter: TimeSpan.FromSeconds(1))));
        sandbox.Answer(leg, server.Url, "default");

        var first = await (await server.NextAsync()).RestAsync();
        var second = await (await server.NextAsync()).RestAsync();

        first[^1].GetProperty("event").GetString().ShouldBe("media");
        first.Count.ShouldBe(2 + 50);
        second[1].GetProperty("event").GetString().ShouldBe("start");
        second[1].GetProperty("stream_id").GetString().ShouldNotBe(first[1].GetProperty("stream_id").GetString());
        second[2].GetProperty("media").GetProperty("chunk").GetString().ShouldBe("1");
        leg.Media.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task Stream_BrokenByTheServer_IsOpenedAgain()
    {
        await using var server = await MediaServer.StartAsync();
        using var sandbox = new LiveSandbox();
        var leg = sandbox.Call(CallerLine.Silent);
        sandbox.Answer(leg, server.Url, "PCMU");
        var first = await server.NextAsync();
        await first.NextAsync();
        first.Break();

        var second = await server.NextAsync();

        (await second.NextAsync()).GetProperty("event").GetString().ShouldBe("connected");
        sandbox.HangUp(leg);
        (await second.RestAsync())[^1].GetProperty("event").GetString().ShouldBe("stop");
    }

    [Fact]
    public async Task Stream_NobodyListens_FailsWithTheReason()
    {
        using var sandbox = new LiveSandbox();
        var leg = sandbox.Call(CallerLine.Silent);

        sandbox.Answer(leg, "ws://127.0.0.1:1/ws", "PCMU");

        (await sandbox.EventTypesAsync("streaming.failed")).ShouldBe(["call.initiated", "call.answered", "streaming.failed"]);
        leg.Stream.ShouldBeNull();
    }

    private static short[] Decode(string codec, JsonElement frame)
    {
        if (frame.GetProperty("event").GetString() != "media")
        {
            return [];
        }

        var payload = frame.GetProperty("media").GetProperty("payload").GetBytesFromBase64();
        return codec switch
        {
            "PCMU" => Array.ConvertAll(payload, MuLawDecoder.MuLawToLinearSample),
            "PCMA" => Array.ConvertAll(payload, ALawDecoder.ALawToLinearSample),
            _ => [.. Enumerable.Range(0, payload.Length / 2).Select(i => System.Buffers.Binary.BinaryPrimitives.ReadInt16BigEndian(payload.AsSpan(i * 2)))],
        };
    }
}
