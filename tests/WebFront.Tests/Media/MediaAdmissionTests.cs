using System.Net;
using System.Net.WebSockets;
using FleetActors.Calls;
using FleetActors.Support;

namespace FleetActors.Media;

public sealed class MediaAdmissionTests
{
    [Theory]
    [InlineData("/ws?call=call-1&token=ffffffffffffffffffffffffffffffff", HttpStatusCode.Forbidden)]
    [InlineData("/ws?call=nobody&token=0123456789abcdef0123456789abcdef", HttpStatusCode.Forbidden)]
    [InlineData("/ws?call=call-1", HttpStatusCode.Unauthorized)]
    [InlineData("/ws?call=call-1&token=short", HttpStatusCode.Unauthorized)]
    [InlineData("/ws?token=0123456789abcdef0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("/ws?call=a%2F..%2Fb&token=0123456789abcdef0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("/ws?call=%00&token=0123456789abcdef0123456789abcdef", HttpStatusCode.Unauthorized)]
    public async Task Open_WithoutTheCallsToken_IsRefusedBeforeTheUpgrade(string path, HttpStatusCode status)
    {
        await using var server = await MediaServer.StartAsync();

        using var client = await server.ConnectAsync(path);

        client.Socket.State.ShouldBe(WebSocketState.Closed);
        client.Status.ShouldBe(status);
        server.Call.Starts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_UnknownCallAndWrongToken_AreAnsweredAlike()
    {
        await using var server = await MediaServer.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };

        var unknown = await AskAsync(http, "/ws?call=nobody&token=0123456789abcdef0123456789abcdef");
        var wrong = await AskAsync(http, "/ws?call=call-1&token=ffffffffffffffffffffffffffffffff");

        unknown.ShouldBe(wrong);
        unknown.ShouldContain("wrong token");
    }

    [Fact]
    public async Task Open_TheCallsToken_IsUpgradedAndCounted()
    {
        await using var server = await MediaServer.StartAsync(hasKeys: true);

        using var client = await server.ConnectAsync();

        client.Status.ShouldBe(HttpStatusCode.SwitchingProtocols);
        server.Sessions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Open_EndedCall_IsRefused()
    {
        await using var server = await MediaServer.StartAsync();
        server.Call.OnCheck = _ => Task.FromResult(StreamOpening.Ended);

        using var client = await server.ConnectAsync();

        client.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Open_CallCannotBeReached_Is503()
    {
        await using var server = await MediaServer.StartAsync();
        server.Call.OnCheck = _ => Task.FromException<StreamOpening>(new TimeoutException("no silo"));

        using var client = await server.ConnectAsync();

        client.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Get_NoWebSocket_Is426()
    {
        await using var server = await MediaServer.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };

        var answer = await http.SendAsync("GET", MediaServer.GoodPath);

        answer.Status.ShouldBe(426);
        answer.Error.ShouldBe("upgrade required");
    }

    [Fact]
    public async Task Trial_Connected_IsAnswered()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.ConnectAsync("/ws");

        await client.SendAsync("""{"event": "connected"}""");

        (await client.ReceiveAsync())!.Value.GetProperty("event").GetString().ShouldBe("connected");
    }

    [Fact]
    public async Task Trial_Start_IsRefusedAndTheSocketClosed()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.ConnectAsync("/ws");

        await client.StartAsync();

        (await client.ReceiveAsync())!.Value.GetProperty("event").GetString().ShouldBe("error");
        (await client.ReceiveAsync()).ShouldBeNull();
        client.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        server.Call.Starts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trial_ServerWithKeys_Is401()
    {
        await using var server = await MediaServer.StartAsync(hasKeys: true);

        using var client = await server.ConnectAsync("/ws");

        client.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Host", "tunnel.example.com")]
    [InlineData("Origin", "https://evil.example.com")]
    public async Task Trial_FromElsewhere_Is401(string header, string value)
    {
        await using var server = await MediaServer.StartAsync();

        using var client = await server.ConnectAsync("/ws", options => options.SetRequestHeader(header, value));

        client.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Trial_TooMany_AreRefusedUntilOneEnds()
    {
        await using var server = await MediaServer.StartAsync(new MediaLimits { MaxTrials = 1 });
        using (var first = await server.ConnectAsync("/ws"))
        {
            using var second = await server.ConnectAsync("/ws");
            second.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            await first.CloseAsync();
        }

        // The client may know of the end a moment before the server has put it down.
        for (var tries = 1; ; tries++)
        {
            using var third = await server.ConnectAsync("/ws");
            if (third.Status == HttpStatusCode.SwitchingProtocols)
            {
                break;
            }

            tries.ShouldBeLessThan(1000, "the first socket never made room");
        }
    }

    private static async Task<string> AskAsync(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        using var response = await http.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
