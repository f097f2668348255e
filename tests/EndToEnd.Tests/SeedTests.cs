using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>What the seed's own guide tries out, on a server that really runs.</summary>
public sealed class SeedTests
{
    private const string Secret = "a-shared-secret";
    private const string Minimal =
        """{"data":{"event_type":"call.initiated","payload":{"call_control_id":"test_ccid","call_session_id":"test_session","from":"+15551234567","to":"+15557654321"}}}""";

    [Fact]
    public async Task SharedSecret_OnlyTheRightHmacOpens_AndTheMinimalBodyMakesALiveCall()
    {
        await using var site = await Site.StartAsync(("TELNYX_PUBLIC_KEY", ""), ("TELNYX_WEBHOOK_SECRET", Secret));
        var good = Hmac(Minimal);

        foreach (var (header, body) in new (string?, string)[]
        {
            (null, Minimal), ("", Minimal), ("nonsense", Minimal), (good[..^1], Minimal), (good, Minimal + " "), (Hmac(""), ""), (good.ToUpperInvariant(), Minimal),
        })
        {
            // The hash of nothing is right for nothing, which is no event.
            var (refused, problem) = await site.PostSignedAsync("/api/v1/call/incoming", body, header);
            refused.ShouldBe(body.Length == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.Unauthorized, header);
            (body.Length == 0 || problem!["detail"]!.GetValue<string>() == "Invalid signature").ShouldBeTrue();
        }

        (await site.GetAsync("/debug/live_calls/")).AsArray().ShouldBeEmpty();

        // A server that has only just started may be slower than the provider's patience: then it says 503, and the event is sent again.
        await site.UntilAsync("the event is taken", async () => await site.PostSignedAsync("/api/v1/call/incoming", Minimal, good) switch
        {
            (HttpStatusCode.ServiceUnavailable, _) => false,
            var (status, answer) => (status, answer!.ToJsonString()) == (HttpStatusCode.OK, "\"ok\"") ? true : throw new InvalidOperationException($"{status} {answer}"),
        });
        var live = (await site.GetAsync("/debug/live_calls/")).AsArray().ShouldHaveSingleItem()!;
        (live["call_id"]!.GetValue<string>(), live["call_control_id"]!.GetValue<string>(), live["from_masked"]!.GetValue<string>())
            .ShouldBe(("test_session", "test_ccid", "\u2022567"));
        (live["risk_level"]!.GetValue<string>(), live["risk_score"]!.GetValue<double>(), live["transcript_live"]!.GetValue<string>()).ShouldBe(("UNKNOWN", 0, ""));
    }

    [Fact]
    public async Task Socket_ConnectedAlone_IsAnswered()
    {
        await using var site = await Site.StartAsync();
        using var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(new Uri(site.SocketUrl), patience.Token);

        await socket.SendAsync("""{"event":"connected"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, patience.Token);

        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        received.MessageType.ShouldBe(WebSocketMessageType.Text);
        JsonNode.Parse(buffer.AsSpan(0, received.Count))!["event"]!.GetValue<string>().ShouldBe("connected");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
    }

#pragma warning disable CA1308 // The seed's header is small letters.
    private static string Hmac(string body) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))).ToLowerInvariant();
#pragma warning restore CA1308
}
