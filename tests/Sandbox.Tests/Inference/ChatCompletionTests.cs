using System.Text.Json;

namespace FleetActors.Sandbox.Tests;

public class ChatCompletionTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly SandboxHost _shared = shared.Host;

    [Theory]
    [InlineData("{\"device_id\":\"truck-7\",\"sensor\":\"temperature\",\"value\":91.5,\"threshold\":80}", "medium", "temperature")]
    [InlineData("{\"device_id\":\"truck-7\",\"sensor\":\"temperature\",\"value\":81,\"threshold\":80}", "low", "temperature")]
    [InlineData("{\"device_id\":\"truck-7\",\"sensor\":\"temperature\",\"value\":79,\"threshold\":80}", "low", "temperature")]
    [InlineData("{\"device_id\":\"truck-7\",\"sensor\":\"temperature\",\"value\":120,\"threshold\":80}", "critical", "temperature")]
    [InlineData("{\"sensor\":\"battery\",\"value\":12,\"threshold\":20}", "critical", "battery")]
    [InlineData("{\"sensor\":\"battery\",\"value\":60,\"threshold\":20}", "low", "battery")]
    [InlineData("{\"temp_c\":9.5,\"max_c\":8}", "medium", "general")]
    [InlineData("{\"sensor\":\"pressure\",\"value\":2.0,\"min\":2.5}", "medium", "pressure")]
    [InlineData("{\"sensor\":\"smoke\",\"value\":0.1,\"threshold\":5}", "low", "fire")]
    [InlineData("{\"event\":\"smoke in trailer 12\"}", "critical", "fire")]
    [InlineData("{\"event\":\"inspected, no smoke found, all normal\"}", "low", "fire")]
    [InlineData("{\"event\":\"engine fault\"}", "medium", "engine")]
    [InlineData("{\"event\":\"scheduled maintenance\"}", "low", "general")]
    [InlineData("{\"phone\":\"+15551234567\",\"event\":\"large_purchase\",\"amount\":950}", "medium", "general")]
    [InlineData("{\"sensor\":\"vibration\",\"severity\":\"HIGH\"}", "medium", "general")]
    [InlineData("{\"panic\":true}", "critical", "security")]
    [InlineData("{\"panic\":false,\"note\":\"test\"}", "low", "general")]
    [InlineData("no JSON at all, but a collision", "critical", "general")]
    [InlineData("{\"a\":{\"b\":[{\"value\":3,\"limit\":0}]}}", "critical", "general")]
    public void Classify_SensorData_GivesSeverityAndCategory(string data, string severity, string category)
    {
        var answer = SeverityRules.Classify(data);

        ((string?)answer["severity"], (string?)answer["category"]).ShouldBe((severity, category));
        ((string?)answer["briefing"]).ShouldNotBeNullOrWhiteSpace();
        ((string?)answer["recommended_action"]).ShouldNotBeNullOrWhiteSpace();
        ((int?)answer["time_sensitivity"]).ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Classify_Exceeded_BriefsInTwoSentences() =>
        ((string?)SeverityRules.Classify("{\"device_id\":\"truck-7\",\"sensor\":\"temperature\",\"value\":91.5,\"threshold\":80}")["briefing"])
            .ShouldBe("truck-7 reports temperature 91.5, 14% above its limit of 80. Call the driver and check the temperature.");

    [Theory]
    [InlineData("/ai/openai/chat/completions")]
    [InlineData("/ai/chat/completions")]
    public async Task Completion_OnEitherPath_IsOpenAiShapedWithPlainJson(string path)
    {
        await using var host = await SandboxHost.StartAsync();

        var answer = (await host.ApiAsync(path, Body())).Ok();

        answer.GetProperty("object").GetString().ShouldBe("chat.completion");
        answer.GetProperty("model").GetString().ShouldBe("some/model");
        var choice = answer.GetProperty("choices")[0];
        choice.GetProperty("finish_reason").GetString().ShouldBe("stop");
        JsonDocument.Parse(choice.GetProperty("message").GetProperty("content").GetString()!).RootElement.GetProperty("severity").GetString().ShouldBe("critical");
    }

    [Theory]
    [InlineData("fenced", "```json\n{")]
    [InlineData("truncated", "{\"severity\"")]
    [InlineData("array", "[{")]
    [InlineData("text", "This alert")]
    [InlineData("thinking", "<think>")]
    public async Task Mode_Bad_ShapesTheContent(string mode, string start)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { ai = new { mode, next = 1 } });

        (await ContentAsync(host)).ShouldStartWith(start);
        (await ContentAsync(host)).ShouldStartWith("{\"severity\":\"critical\"");
    }

    [Fact]
    public async Task Mode_Truncated_IsNotParsable()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { ai = new { mode = "truncated" } });

        var content = await ContentAsync(host);

        Should.Throw<JsonException>(() => JsonDocument.Parse(content));
    }

    [Fact]
    public async Task Mode_Fail_AnswersItsStatus()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { ai = new { mode = "fail", status = 503 } });

        (await host.ApiAsync("/ai/chat/completions", Body())).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Mode_Slow_AnswersAfterItsTime()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { ai = new { mode = "slow" } });

        var answer = host.ApiAsync("/ai/chat/completions", Body());
        await host.Clock.WhenTimersAsync(1);
        host.Clock.Advance(TimeSpan.FromSeconds(9.9));
        answer.IsCompleted.ShouldBeFalse();
        host.Clock.Advance(TimeSpan.FromSeconds(0.1));

        (await answer).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("{}", "messages")]
    [InlineData("{\"messages\":[]}", "messages")]
    [InlineData("{\"messages\":[{\"role\":\"boss\",\"content\":\"x\"}]}", "role")]
    [InlineData("{\"messages\":[{\"role\":\"user\"}]}", "content")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true}", "stream")]
    public async Task Request_Wrong_IsRefusedInTheInferenceShape(string body, string field)
    {
        var answer = await _shared.ApiAsync("/ai/openai/chat/completions", body);

        answer.Status.ShouldBe(422);
        var detail = answer.Json.GetProperty("detail")[0];
        detail.GetProperty("loc").EnumerateArray().Last().GetString().ShouldBe(field);
        detail.GetProperty("msg").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    private static object Body() => new
    {
        model = "some/model",
        messages = new object[]
        {
            new { role = "system", content = "Answer with JSON: severity low, medium or critical." },
            new { role = "user", content = "{\"event\":\"fire in trailer 3\"}" },
        },
    };

    private static async Task<string> ContentAsync(SandboxHost host) =>
        (await host.ApiAsync("/ai/openai/chat/completions", Body())).Ok().GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
}
