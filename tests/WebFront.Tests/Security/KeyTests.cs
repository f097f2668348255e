using FleetActors.Alerts;
using FleetActors.Support;

namespace FleetActors.Security;

public sealed class KeyTests(KeyTests.Fixture fixture) : IClassFixture<KeyTests.Fixture>
{
    private const string Ingest = "fleet_ingest-key";
    private const string Operator = "fleet_operator-key";
    private const string Admin = "fleet_admin-key";

    private static readonly string Id = AlertId.New(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("POST", "/alert", null, 401)]
    [InlineData("POST", "/alert", "wrong", 401)]
    [InlineData("POST", "/alert", "", 401)]
    [InlineData("POST", "/alert", Ingest, 400)]
    [InlineData("POST", "/alert", Operator, 400)]
    [InlineData("POST", "/alert", Admin, 400)]
    [InlineData("GET", "/alerts?limit=0", null, 401)]
    [InlineData("GET", "/alerts?limit=0", Ingest, 403)]
    [InlineData("GET", "/alerts?limit=0", Operator, 422)]
    [InlineData("GET", "/alerts?limit=0", Admin, 422)]
    [InlineData("GET", "/api/v1/alerts/x", Ingest, 403)]
    [InlineData("GET", "/api/v1/alerts/x", Operator, 404)]
    [InlineData("POST", "/api/v1/alerts/x/acknowledge", Ingest, 403)]
    [InlineData("POST", "/api/v1/alerts/x/acknowledge", Operator, 404)]
    [InlineData("GET", "/health/live", null, 200)]
    [InlineData("POST", "/webhooks/voice", null, 401)]
    [InlineData("GET", "/nowhere", null, 404)]
    [InlineData("GET", "/nowhere", Ingest, 404)]
    public async Task Request_EachRole_MayDoItsOwn(string method, string path, string? key, int status)
    {
        (string, string)[] bearer = key is null ? [] : [("Authorization", "Bearer " + key)];
        (string, string)[] header = key is null ? [] : [("X-API-Key", key)];
        (await fixture.App.Client.SendAsync(method, path, headers: bearer)).Status.ShouldBe(status);
        var answer = await fixture.App.Client.SendAsync(method, path, headers: header);
        answer.Status.ShouldBe(status);
        if (status is 401 or 403)
        {
            answer.ContentType.ShouldBe("application/problem+json");
            answer.Error.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task Request_WithoutKey_SaysHowToSendOne()
    {
        var answer = await fixture.App.Client.SendAsync("POST", "/alert", """{"v":1}""");
        answer.Status.ShouldBe(401);
        answer.Response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        answer.Body.GetProperty("detail").GetString()!.ShouldContain("X-API-Key");
    }

    [Fact]
    public async Task Action_WithoutName_IsTheKeysHolders()
    {
        var answer = await fixture.App.Client.SendAsync("POST", $"/api/v1/alerts/{Id}/acknowledge", "{}", headers: ("X-API-Key", Operator));
        answer.Status.ShouldBe(404, "the body is complete with the key's name, so only the alert is missing");
    }

    [Fact]
    public async Task Log_AfterAllKindsOfRequests_HoldsNoKey()
    {
        foreach (var key in new[] { Ingest, Operator, Admin, "fleet_wrong-key" })
        {
            await fixture.App.Client.SendAsync("GET", "/alerts?limit=0", headers: ("Authorization", "Bearer " + key));
        }

        fixture.App.Log.Entries.ShouldNotContain(entry => entry.Text.Contains("fleet_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_OverTheRate_Is429ForThatKeyOnly()
    {
        await using var app = await FrontApp.StartAsync(new() { ["API_KEYS"] = Entries(), ["RATE_LIMIT"] = "1" });
        var statuses = new List<int>();
        Answer? refused = null;
        for (var i = 0; i < 20 && refused is null; i++)
        {
            var answer = await app.Client.SendAsync("GET", "/api/v1/alerts/x", headers: ("X-API-Key", Operator));
            refused = answer.Status == 429 ? answer : null;
        }

        refused.ShouldNotBeNull("20 requests within a second pass no limit of 1 a second");
        refused.Error.ShouldBe("too many requests");
        refused.Response.Headers.RetryAfter.ShouldNotBeNull();
        (await app.Client.SendAsync("GET", "/api/v1/alerts/x", headers: ("X-API-Key", Admin))).Status.ShouldBe(404);
        (await app.Client.SendAsync("GET", "/health/live")).Status.ShouldBe(200);
    }

    /// <summary>One server with a key of each role.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal FrontApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await FrontApp.StartAsync(new() { ["API_KEYS"] = Entries() });

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    private static string Entries() => string.Join(',', new[] { ("truck", "ingest", Ingest), ("ann", "operator", Operator), ("root", "admin", Admin) }
        .Select(key => $"{key.Item1}:{key.Item2}:{Convert.ToHexStringLower(ApiKey.Hash(key.Item3))}"));
}
