using System.Text.Json;
using FleetActors.Security;
using FleetActors.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FleetActors.OnCall;

public sealed class OnCallApiTests(OnCallApiTests.Fixture fixture) : IClassFixture<OnCallApiTests.Fixture>
{
    private const string Operator = "fleet_operator-key";
    private const string Admin = "fleet_admin-key";
    private const string Steps = """[{"targets":["ada","+15550100077"],"channels":["sms","call"],"ack_timeout_seconds":60}]""";

    [Fact]
    public async Task Policies_List_ShowsTheBuiltInOnesAndTheStored()
    {
        await SendAsync("PUT", "/api/v1/policies/listed-2", $$"""{"steps":{{Steps}}}""");
        await SendAsync("PUT", "/api/v1/policies/listed-1", $$"""{"steps":[{"channels":["callback"]}]}""");
        var answer = await SendAsync("GET", "/api/v1/policies", key: Operator);

        answer.Status.ShouldBe(200);
        var policies = answer.Body.GetProperty("policies").EnumerateArray().ToList();
        var ids = policies.Select(policy => policy.GetProperty("id").GetString()).ToList();
        ids.Take(3).ShouldBe(["low", "medium", "critical"]);
        ids.Where(id => id!.StartsWith("listed", StringComparison.Ordinal)).ShouldBe(["listed-1", "listed-2"]);
        policies.Single(policy => policy.GetProperty("id").GetString() == "listed-1").GetProperty("steps")[0].GetProperty("channels")[0].GetString().ShouldBe("callback");
        policies[1].GetProperty("action").GetString().ShouldBe("SMS + call to on-call engineer");
    }

    [Fact]
    public async Task Policy_PutThenGet_IsTheSame()
    {
        var put = await SendAsync("PUT", "/api/v1/policies/night", $$"""{"action":"night shift","rounds":2,"slow_interval_seconds":600,"steps":{{Steps}}}""");
        var get = await SendAsync("GET", "/api/v1/policies/night", key: Operator);

        put.Status.ShouldBe(200);
        get.Status.ShouldBe(200);
        get.Body.GetRawText().ShouldBe(put.Body.GetRawText());
        get.Body.GetProperty("steps")[0].GetProperty("channels").EnumerateArray().Select(word => word.GetString()).ShouldBe(["sms", "call"]);
        get.Body.GetProperty("steps")[0].GetProperty("ack_timeout_seconds").GetDouble().ShouldBe(60);
        get.Body.GetProperty("built_in").GetBoolean().ShouldBeFalse();
        (await SendAsync("PUT", "/api/v1/policies/night", get.Body.GetRawText())).Status.ShouldBe(200, "what was given out may be sent back");
    }

    [Fact]
    public async Task Policy_Deleted_IsGoneAndABuiltInOneReturns()
    {
        await SendAsync("PUT", "/api/v1/policies/brief", $$"""{"steps":{{Steps}}}""");
        await SendAsync("PUT", "/api/v1/policies/low", $$"""{"action":"mine","steps":{{Steps}}}""");

        (await SendAsync("DELETE", "/api/v1/policies/brief")).Status.ShouldBe(204);
        (await SendAsync("DELETE", "/api/v1/policies/brief")).Status.ShouldBe(404);
        (await SendAsync("GET", "/api/v1/policies/brief")).Status.ShouldBe(404);
        (await SendAsync("DELETE", "/api/v1/policies/low")).Status.ShouldBe(204);
        (await SendAsync("GET", "/api/v1/policies/low")).Body.GetProperty("action").GetString().ShouldBe("SMS sent to on-call");
    }

    [Fact]
    public async Task Contact_PutGetDelete_Works()
    {
        var put = await SendAsync("PUT", "/api/v1/contacts/ada", """{"name":"Ada","numbers":["+15550100031","+15550100032"]}""");
        var get = await SendAsync("GET", "/api/v1/contacts/ada", key: Operator);

        put.Status.ShouldBe(200);
        get.Body.GetRawText().ShouldBe("""{"id":"ada","name":"Ada","numbers":["+15550100031","+15550100032"],"opted_out":[]}""");
        (await SendAsync("PUT", "/api/v1/contacts/ada", get.Body.GetRawText())).Status.ShouldBe(200, "what was given out may be sent back");
        (await SendAsync("DELETE", "/api/v1/contacts/ada")).Status.ShouldBe(204);
        (await SendAsync("GET", "/api/v1/contacts/ada")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Contact_NumberThatSaidStop_IsShown()
    {
        await SendAsync("PUT", "/api/v1/contacts/bob", """{"numbers":["+15550100041","+15550100042"]}""");
        await fixture.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IPhoneGrain>("+15550100042").ReceiveAsync("evt-stop", "STOP");

        var get = await SendAsync("GET", "/api/v1/contacts/bob");

        get.Body.GetProperty("opted_out").EnumerateArray().Select(number => number.GetString()).ShouldBe(["+15550100042"]);
    }

    [Fact]
    public async Task Contact_BuiltIn_ComesFromTheSettings()
    {
        var get = await SendAsync("GET", "/api/v1/contacts/on-call", key: Operator);

        get.Status.ShouldBe(200);
        get.Body.GetProperty("numbers").GetArrayLength().ShouldBe(1);
        (await SendAsync("DELETE", "/api/v1/contacts/on-call")).Status.ShouldBe(404, "nothing is stored that could be removed");
    }

    [Theory]
    [InlineData("GET", "/api/v1/policies", null, 401)]
    [InlineData("GET", "/api/v1/policies/low", null, 401)]
    [InlineData("PUT", "/api/v1/policies/low", Operator, 403)]
    [InlineData("DELETE", "/api/v1/policies/low", Operator, 403)]
    [InlineData("GET", "/api/v1/contacts/on-call", null, 401)]
    [InlineData("PUT", "/api/v1/contacts/on-call", Operator, 403)]
    [InlineData("DELETE", "/api/v1/contacts/on-call", Operator, 403)]
    public async Task Request_WithoutTheRole_IsRefused(string method, string path, string? key, int status) =>
        (await SendAsync(method, path, method == "PUT" ? "{}" : null, key)).Status.ShouldBe(status);

    [Theory]
    [InlineData("/api/v1/policies/night", "", 422, "steps must have 1 to 20 steps")]
    [InlineData("/api/v1/policies/night", "{", 400, "invalid JSON")]
    [InlineData("/api/v1/policies/night", "[]", 422, "body must be a JSON object")]
    [InlineData("/api/v1/policies/night", """{"steps":[],"stepz":[]}""", 422, "stepz is not known")]
    [InlineData("/api/v1/policies/Night", """{"steps":[{"targets":["ada"],"channels":["sms"]}]}""", 422, "id must be 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter")]
    [InlineData("/api/v1/contacts/ada", """{"name":"Ada"}""", 422, "numbers must have 1 to 10 numbers")]
    [InlineData("/api/v1/contacts/ada", """{"numbers":["12"]}""", 422, "numbers[0] must be an E.164 number such as +15551234567")]
    [InlineData("/api/v1/contacts/a%20b", """{"numbers":["+15550100031"]}""", 422, "id must be 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter")]
    public async Task Put_BadBody_SaysWhatIsWrong(string path, string body, int status, string error)
    {
        var answer = await SendAsync("PUT", path, body);

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Error.ShouldBe(error);
    }

    [Theory]
    [InlineData("GET", "/api/v1/policies/unheard-of", "unknown policy")]
    [InlineData("GET", "/api/v1/policies/%2e%2e%2fx", "unknown policy")]
    [InlineData("DELETE", "/api/v1/policies/MEDIUM", "unknown policy")]
    [InlineData("GET", "/api/v1/contacts/unheard-of", "unknown contact")]
    [InlineData("GET", "/api/v1/contacts/+15550100031", "unknown contact")]
    [InlineData("DELETE", "/api/v1/contacts/unheard-of", "unknown contact")]
    public async Task Request_UnknownId_IsNotFound(string method, string path, string error)
    {
        var answer = await SendAsync(method, path);

        answer.Status.ShouldBe(404);
        answer.Error.ShouldBe(error);
    }

    [Fact]
    public async Task Put_ManyFaults_ListsThemAll()
    {
        var answer = await SendAsync("PUT", "/api/v1/policies/night", """{"rounds":0,"steps":[{"targets":["?"],"channels":["fax"]}]}""");

        answer.Body.GetProperty("errors").EnumerateArray().Select(Field).ShouldBe(["rounds", "steps[0].targets[0]", "steps[0].channels[0]"], ignoreOrder: true);
        answer.Body.GetProperty("field").GetString().ShouldBe("rounds");
        static string? Field(JsonElement error) => error.GetProperty("field").GetString();
    }

    private Task<Answer> SendAsync(string method, string path, string? body = null, string? key = Admin)
    {
        (string, string)[] headers = key is null ? [] : [("X-API-Key", key)];
        return fixture.App.Client.SendAsync(method, path, body, headers: headers);
    }

    /// <summary>One server with a key of each role that matters here.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal FrontApp App { get; private set; } = null!;

        public async Task InitializeAsync() =>
            App = await FrontApp.StartAsync(new() { ["API_KEYS"] = $"{Entry("ann", "operator", Operator)},{Entry("root", "admin", Admin)}" });

        public async Task DisposeAsync() => await App.DisposeAsync();

        private static string Entry(string name, string role, string key) => $"{name}:{role}:{Convert.ToHexStringLower(ApiKey.Hash(key))}";
    }
}
