using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FleetActors.Http;
using FleetActors.Sandbox;
using FleetActors.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FleetActors.Webhooks;

public sealed class WebhookEndpointTests(FrontFixture fixture) : IClassFixture<FrontFixture>
{
    [Theory]
    [InlineData("/webhooks/voice", "{\"status\":\"event_received\"}")]
    [InlineData("/webhooks/sms", "{\"status\":\"event_received\"}")]
    [InlineData("/api/v1/call/incoming", "\"ok\"")]
    [InlineData("/api/v1/call/incoming/", "\"ok\"")]
    public async Task Post_SeedExampleSigned_IsReceived(string path, string expected)
    {
        var answer = await PostAsync(path, TelnyxEventTests.SeedExample);
        answer.Status.ShouldBe(200);
        answer.Body.GetRawText().ShouldBe(expected);
    }

    [Theory]
    [InlineData("/webhooks/voice")]
    [InlineData("/webhooks/sms")]
    [InlineData("/api/v1/call/incoming")]
    public async Task Post_SignedButNoEvent_IsRefused(string path)
    {
        (await PostAsync(path, "")).Error.ShouldBe("No payload");
        (await PostAsync(path, "{\"data\":")).Error.ShouldBe("invalid JSON");
        (await PostAsync(path, "{}")).Status.ShouldBe(200);
        (await PostAsync(path, "[1,2,3]")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Post_MinimalHangup_EndsTheCall()
    {
        var answer = await PostAsync("/webhooks/voice", """{"data":{"event_type":"call.hangup","payload":{"call_control_id":"test_ccid"}}}""");
        answer.Body.GetProperty("status").GetString().ShouldBe("call_ended");
    }

    [Fact]
    public async Task Post_MinimalIncomingCall_IsOk()
    {
        var answer = await PostAsync(
            "/api/v1/call/incoming",
            """{"data":{"event_type":"call.initiated","payload":{"call_control_id":"test_ccid","call_session_id":"test_session","from":"+15551234567","to":"+15557654321"}}}""");
        answer.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Post_SecretButNoPublicKey_TakesTheHmac()
    {
        await using var app = await FrontApp.StartAsync(new() { ["TELNYX_WEBHOOK_SECRET"] = "s3cret" });
        const string body = """{"data":{"event_type":"call.hangup","payload":{}}}""";
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8.ToArray(), Encoding.UTF8.GetBytes(body)));
        (await app.Client.SendAsync("POST", "/webhooks/voice", body, headers: ("telnyx-signature-sha256", hex))).Status.ShouldBe(200);
        (await app.Client.SendAsync("POST", "/webhooks/voice", body + " ", headers: ("telnyx-signature-sha256", hex))).Status.ShouldBe(401);
        (await app.Client.SendAsync("POST", "/webhooks/voice", body)).Status.ShouldBe(401);
    }

    private Task<Answer> PostAsync(string path, string body)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = fixture.App.Services.GetRequiredService<TelnyxSandbox>().Keys.Sign(timestamp, Encoding.UTF8.GetBytes(body));
        return fixture.App.Client.SendAsync(
            "POST", path, body, headers: [("telnyx-timestamp", timestamp), ("telnyx-signature-ed25519", signature)]);
    }
}
