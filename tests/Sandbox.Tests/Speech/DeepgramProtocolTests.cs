using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FleetActors.Sandbox.Tests;

public class DeepgramProtocolTests
{
    private const string Query = "?encoding=linear16&sample_rate=8000&interim_results=true&endpointing=300&utterance_end_ms=1000&model=nova-2";

    [Fact]
    public async Task Stream_KnownSound_GivesPartialsFinalsAndTheEnd()
    {
        await using var host = await SandboxHost.StartAsync();
        host.Sandbox.Sounds.Learn(TestSound.Line(), MediaCodec.L16);
        using var socket = await ConnectAsync(host);

        await SendAsync(socket, TestSound.Samples());
        await SayAsync(socket, """{"type":"CloseStream"}""");
        var messages = await RestAsync(socket);

        var results = messages.FindAll(static message => TypeOf(message) == "Results");
        results.ShouldContain(static message => !message.GetProperty("is_final").GetBoolean());
        var finals = results.FindAll(static message => message.GetProperty("is_final").GetBoolean());
        string.Join(' ', finals.Select(Transcript).Where(static text => text.Length > 0)).ShouldBe("Help me now. There is fire.");
        finals.ShouldContain(static message => message.GetProperty("speech_final").GetBoolean() && Transcript(message) == "Help me now.");
        var end = 0d;
        foreach (var final in finals)
        {
            final.GetProperty("start").GetDouble().ShouldBe(end, 0.001);
            end += final.GetProperty("duration").GetDouble();
        }

        end.ShouldBe(4, 0.001);
        messages.Count(static message => TypeOf(message) == "UtteranceEnd").ShouldBe(1);
        TypeOf(messages[^1]).ShouldBe("Metadata");
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Stream_Finalize_FlushesAndStaysOpenAndEmptyFrameEnds()
    {
        await using var host = await SandboxHost.StartAsync();
        host.Sandbox.Sounds.Learn(TestSound.Line(), MediaCodec.L16);
        using var socket = await ConnectAsync(host);

        await SendAsync(socket, TestSound.Samples()[..6400]);
        await SayAsync(socket, """{"type":"Finalize"}""");
        await SayAsync(socket, """{"type":"KeepAlive"}""");
        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Binary, true, CancellationToken.None);
        var messages = await RestAsync(socket);

        messages.ShouldContain(static message => TypeOf(message) == "Results" && message.ToString().Contains("\"from_finalize\":true") && Transcript(message) == "Help me");
        TypeOf(messages[^1]).ShouldBe("Metadata");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_WithoutAudio_IsClosedAfterTenSeconds(bool keepAlive)
    {
        await using var host = await SandboxHost.StartAsync();
        using var socket = await ConnectAsync(host);
        if (keepAlive)
        {
            await SayAsync(socket, """{"type":"KeepAlive"}""");
        }

        var messages = RestAsync(socket);
        while (!messages.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(messages, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        (await messages).ShouldBeEmpty();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.InternalServerError);
        socket.CloseStatusDescription.ShouldNotBeNull().ShouldContain("net0001");
    }

    [Fact]
    public async Task Stream_RecogniserDown_BreaksAndComesBackAfterItsTime()
    {
        await using var host = await SandboxHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, TestSound.Samples()[..800]);

        await host.BehaveAsync(new { speech = new { down_ms = 5000 } });
        var broken = RestAsync(socket);
        while (!broken.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(broken, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        await host.BehaveAsync(new { speech = new { down_ms = 5000 } });
        (await RefusedAsync(host)).ShouldBe(503);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        using var again = await ConnectAsync(host);
        again.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public async Task Stream_Refused_SaysWhy()
    {
        await using var host = await SandboxHost.StartAsync();

        (await RefusedAsync(host, key: "wrong")).ShouldBe(401);
        (await RefusedAsync(host, query: "?encoding=opus&sample_rate=8000")).ShouldBe(400);
        (await RefusedAsync(host, query: "?encoding=mulaw")).ShouldBe(400);
        await host.BehaveAsync(new { speech = new { status = 429, next = 1 } });
        (await RefusedAsync(host)).ShouldBe(429);
        using var socket = await ConnectAsync(host);
        socket.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public async Task Batch_Recording_GivesTranscriptAndUtterances()
    {
        await using var host = await SandboxHost.StartAsync();
        host.Sandbox.Sounds.Learn(TestSound.Line(), MediaCodec.Pcmu);

        var answer = await BatchAsync(host, TestSound.Wav(MediaCodec.Pcmu.RoundTrip(TestSound.Samples())));

        var results = answer.Ok().GetProperty("results");
        results.GetProperty("channels")[0].GetProperty("alternatives")[0].GetProperty("transcript").GetString().ShouldBe("Help me now. There is fire.");
        results.GetProperty("utterances").EnumerateArray().Select(static utterance => utterance.GetProperty("transcript").GetString()).ShouldBe(["Help me now.", "There is fire."]);
        results.GetProperty("utterances")[1].GetProperty("start").GetDouble().ShouldBe(2.5, 0.001);
    }

    [Fact]
    public async Task Batch_Wrong_IsRefusedInDeepgramsShapes()
    {
        await using var host = await SandboxHost.StartAsync();

        var garbage = await BatchAsync(host, [1, 2, 3]);
        (garbage.Status, garbage.Json.GetProperty("err_code").GetString()).ShouldBe((400, "Bad Request"));
        var stranger = await BatchAsync(host, [], key: "wrong");
        (stranger.Status, stranger.Json.GetProperty("category").GetString()).ShouldBe((401, "INVALID_AUTH"));
    }

    private static async Task<ClientWebSocket> ConnectAsync(SandboxHost host, string key = "sandbox", string query = Query)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Token " + key);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri(host.Address.Replace("http", "ws", StringComparison.Ordinal) + "/deepgram/v1/listen" + query), CancellationToken.None);
            return socket;
        }
        catch (WebSocketException refused)
        {
            refused.Data["status"] = (int)socket.HttpStatusCode;
            socket.HttpResponseHeaders!.Keys.ShouldContain("dg-error");
            socket.HttpResponseHeaders.Keys.ShouldContain("dg-request-id");
            socket.Dispose();
            throw;
        }
    }

    private static async Task<int> RefusedAsync(SandboxHost host, string key = "sandbox", string query = Query) =>
        (int)(await Should.ThrowAsync<WebSocketException>(() => ConnectAsync(host, key, query))).Data["status"]!;

    private static async Task<Answer> BatchAsync(SandboxHost host, byte[] recording, string key = "sandbox")
    {
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepgram/v1/listen?model=nova-2&utterances=true") { Content = new ByteArrayContent(recording) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + key);
        using var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), new Dictionary<string, string>());
    }

    private static async Task SendAsync(ClientWebSocket socket, short[] samples)
    {
        foreach (var piece in samples.Chunk(800))
        {
            await socket.SendAsync(MemoryMarshal.AsBytes(piece.AsSpan()).ToArray(), WebSocketMessageType.Binary, true, CancellationToken.None);
        }
    }

    private static Task SayAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<List<JsonElement>> RestAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var messages = new List<JsonElement>();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), limit.Token) is { MessageType: WebSocketMessageType.Text } part)
            {
                messages.Add(JsonDocument.Parse(buffer.AsMemory(0, part.Count).ToArray()).RootElement);
            }
        }
        catch (WebSocketException)
        {
            // Broken off.
        }

        return messages;
    }

    private static string TypeOf(JsonElement message) => message.GetProperty("type").GetString()!;

    private static string Transcript(JsonElement message) => message.GetProperty("channel").GetProperty("alternatives")[0].GetProperty("transcript").GetString()!;
}
