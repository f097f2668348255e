using System.Text.Json;

namespace FleetActors.Sandbox.Tests;

public class PhoneApiTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly SandboxHost _shared = shared.Host;

    [Fact]
    public async Task Get_NumberNeverAddressed_IsAnEmptyPhoneAndMakesNone()
    {
        await using var host = await SandboxHost.StartAsync();

        var phone = await host.PhoneAsync("+491701234567");

        phone.GetProperty("number").GetString().ShouldBe("+491701234567");
        phone.GetProperty("calls").GetArrayLength().ShouldBe(0);
        phone.GetProperty("messages").GetArrayLength().ShouldBe(0);
        (await host.SandboxAsync("phones", method: "GET")).Ok().GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("answer", "{}", 409)]
    [InlineData("decline", "{}", 409)]
    [InlineData("voicemail", "{}", 409)]
    [InlineData("hangup", "{}", 409)]
    [InlineData("press", "{\"digits\":\"1\"}", 409)]
    [InlineData("press", "{}", 422)]
    [InlineData("press", "{\"digits\":\"x\"}", 422)]
    [InlineData("press", "{\"digits\":1}", 422)]
    [InlineData("press", "{", 400)]
    [InlineData("press", "[1]", 400)]
    [InlineData("sms", "{}", 422)]
    [InlineData("sms", "{\"text\":\"hello\"}", 422)]
    [InlineData("sms", "{\"text\":\"hello\",\"to\":\"me\"}", 422)]
    [InlineData("call", "{}", 422)]
    [InlineData("call", "{\"to\":\"1234\"}", 422)]
    public async Task Action_PhoneIsIdle_IsRefusedWithAReason(string action, string body, int status)
    {
        var answer = await _shared.SandboxAsync($"phones/{SandboxHost.OnCall}/{action}", body);

        answer.Status.ShouldBe(status, answer.Body);
        answer.Json.GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("GET", "phones/555")]
    [InlineData("POST", "phones/555/answer")]
    [InlineData("GET", "phones?limit=0")]
    [InlineData("GET", "phones?since=-1")]
    [InlineData("GET", "log?limit=1001")]
    [InlineData("GET", "log?after=x")]
    [InlineData("GET", "log?kind=all")]
    public async Task Request_WrongNumberOrQuery_Is422(string method, string path)
    {
        (await _shared.SandboxAsync(path, method: method)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Answer_TwoCallsRing_TakesTheNamedOneOrTheFirst()
    {
        await using var host = await SandboxHost.StartAsync();
        var (first, second) = (await host.DialAsync(), await host.DialAsync());

        await host.ActAsync(SandboxHost.OnCall, "answer", new { call_control_id = second });
        (await host.WebhookAsync("call.answered"))["call_control_id"].ShouldBe(second);
        var calls = (await host.ActAsync(SandboxHost.OnCall, "answer")).GetProperty("calls");

        (await host.WebhooksAsync()).Where(static webhook => webhook.Type == "call.answered").Select(static webhook => webhook["call_control_id"]).ShouldBe([second, first]);
        calls.GetArrayLength().ShouldBe(2);
        (await host.SandboxAsync($"phones/{SandboxHost.OnCall}/answer", new { call_control_id = first })).Status.ShouldBe(409);
    }

    [Fact]
    public async Task Press_NoGatherWaits_IsStillReported()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AnsweredAsync();
        var phone = await host.ActAsync(SandboxHost.OnCall, "press", new { digits = "12" });

        (await host.WebhooksAsync()).Where(static webhook => webhook.Type == "call.dtmf.received").Select(static webhook => webhook["digit"]).ShouldBe(["1", "2"]);
        phone.GetProperty("calls")[0].GetProperty("pressed").GetString().ShouldBe("12");
    }

    [Fact]
    public async Task List_Since_GivesOnlyWhatChangedNewestFirst()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.DialAsync();
        await host.DialAsync(SandboxHost.Dispatcher);
        var all = (await host.SandboxAsync("phones", method: "GET")).Ok();
        Numbers(all).ShouldBe([SandboxHost.Dispatcher, SandboxHost.OnCall]);

        await host.ActAsync(SandboxHost.OnCall, "decline");

        var changed = (await host.SandboxAsync($"phones?since={all.GetProperty("version").GetInt64()}", method: "GET")).Ok();
        Numbers(changed).ShouldBe([SandboxHost.OnCall]);
        Numbers((await host.SandboxAsync("phones?limit=1", method: "GET")).Ok()).ShouldBe([SandboxHost.OnCall]);
        changed.GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Phone_ManyCalls_KeepsTheLiveOnesAndTheLastEnded()
    {
        await using var host = await SandboxHost.StartAsync();
        var live = await host.DialAsync(more: new() { ["timeout_secs"] = 600 });
        for (var number = 0; number < 80; number++)
        {
            await host.CommandAsync(await host.DialAsync(), "hangup");
        }

        var calls = (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls");
        calls.GetArrayLength().ShouldBe(50);
        calls[0].GetProperty("call_control_id").GetString().ShouldBe(live);
    }

    [Theory]
    [InlineData("http://evil.test", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 409)]
    public async Task Action_FromAnotherSitesPage_IsRefused(string? origin, int status)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_shared.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/sandbox/phones/{SandboxHost.OnCall}/answer");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
    }

    private static IReadOnlyList<string> Numbers(JsonElement list) =>
        [.. list.GetProperty("phones").EnumerateArray().Select(static phone => phone.GetProperty("number").GetString()!)];
}
