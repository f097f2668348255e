using FleetActors.Http;
using FleetActors.Support;

namespace FleetActors.Security;

public sealed class LoopbackGuardTests(FrontFixture fixture) : IClassFixture<FrontFixture>
{
    [Theory]
    [InlineData("/api/v1/alerts/x", "localhost:5000", null, 404)]
    [InlineData("/api/v1/alerts/x", "127.0.0.1", null, 404)]
    [InlineData("/api/v1/alerts/x", "[::1]:5000", null, 404)]
    [InlineData("/api/v1/alerts/x", "localhost", "http://localhost:3000", 404)]
    [InlineData("/api/v1/alerts/x", "evil.example", null, 403)]
    [InlineData("/api/v1/alerts/x", "127.0.0.1.evil.example", null, 403)]
    [InlineData("/api/v1/alerts/x", "localhost", "https://evil.example", 403)]
    [InlineData("/api/v1/alerts/x", "localhost", "null", 403)]
    [InlineData("/sandbox/phones", "abc.ngrok.example", null, 403)]
    [InlineData("/health/live", "abc.ngrok.example", null, 200)]
    public async Task Request_WithoutKeys_MustComeFromThisMachine(string path, string host, string? origin, int status)
    {
        (string, string)[] headers = origin is null ? [("Host", host)] : [("Host", host), ("Origin", origin)];
        (await fixture.App.Client.SendAsync("GET", path, headers: headers)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Webhook_ThroughATunnel_IsServed() =>
        (await fixture.App.Client.SendAsync("POST", "/webhooks/voice", "{}", headers: ("Host", "abc.ngrok.example"))).Error.ShouldBe("invalid signature");
}
