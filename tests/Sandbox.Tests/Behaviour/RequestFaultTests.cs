namespace FleetActors.Sandbox.Tests;

public class RequestFaultTests
{
    [Theory]
    [InlineData(429, "10011")]
    [InlineData(500, "10007")]
    [InlineData(503, "10007")]
    [InlineData(403, "90041")]
    public async Task Status_ForTheNextTwo_RefusesThemAndExecutesNothing(int status, string code)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { faults = new[] { new { path = "/calls", status, next = 2 } } });

        for (var request = 0; request < 2; request++)
        {
            var refused = await host.ApiAsync("/calls", SandboxHost.DialBody());
            (refused.Status, refused.Code).ShouldBe((status, code));
        }

        (await host.WebhooksAsync()).ShouldBeEmpty();
        (await host.ApiAsync("/calls", SandboxHost.DialBody())).Ok();
    }

    [Fact]
    public async Task Status429_CarriesRateLimitHeaders()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { faults = new[] { new { status = 429 } } });

        var refused = await host.ApiAsync("/messages", new { });

        refused.Headers.Keys.ShouldBeSubsetOf(["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "Date", "Server"]);
        refused.Headers["x-ratelimit-remaining"].ShouldBe("0");
        refused.Headers["x-ratelimit-reset"].ShouldBe("1");
    }

    [Fact]
    public async Task Path_WithStars_StrikesOnlyWhatItMatches()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { faults = new[] { new { path = "/calls/*/actions/speak", status = 500, code = "77777" } } });
        var leg = await host.AnsweredAsync();

        (await host.CommandAsync(leg, "speak", new { payload = "x", voice = "female" })).Code.ShouldBe("77777");
        (await host.CommandAsync(leg, "hangup")).Ok();
    }

    [Fact]
    public async Task LostAnswer_ExecutesTheDialButBreaksTheConnection()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { faults = new[] { new { path = "/calls", lost_answer = true, next = 1 } } });
        var body = SandboxHost.DialBody(more: new() { ["command_id"] = "d-1", ["client_state"] = "c3RhdGU=" });

        await Should.ThrowAsync<HttpRequestException>(() => host.ApiAsync("/calls", body));

        var initiated = await host.WebhookAsync("call.initiated");
        (await host.ApiAsync("/calls", body)).Data.GetProperty("call_control_id").GetString().ShouldBe(initiated["call_control_id"]);
        (await host.GetApiAsync("/connections/1494404757140276705/active_calls")).Data[0].GetProperty("client_state").GetString().ShouldBe("c3RhdGU=");
        var entries = (await host.SandboxAsync("log?kind=command", method: "GET")).Ok().GetProperty("entries");
        entries[0].GetProperty("fault").GetString().ShouldBe("lost_answer");
        entries[1].GetProperty("duplicate").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task DelayMs_HoldsTheCommandBack()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { delay_ms = 700, faults = new[] { new { path = "/calls", delay_ms = 300 } } });

        var answer = host.ApiAsync("/calls", SandboxHost.DialBody());
        await host.Clock.WhenTimersAsync(1);
        host.Clock.Advance(TimeSpan.FromMilliseconds(999));
        host.Sandbox.Exchange.Phones.Count.ShouldBe(0);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await answer).Ok();
        (await host.EventTypesAsync()).ShouldBe(["call.initiated"]);
    }

    [Fact]
    public async Task Rate_WithASeed_StrikesTheSameRequests()
    {
        async Task<string> RunAsync()
        {
            await using var host = await SandboxHost.StartAsync();
            await host.BehaveAsync(new { seed = 3, faults = new[] { new { status = 500, rate = 0.5 } } });
            var statuses = new List<int>();
            for (var request = 0; request < 30; request++)
            {
                statuses.Add((await host.GetApiAsync("/conferences")).Status);
            }

            return string.Join(' ', statuses);
        }

        var first = await RunAsync();

        first.ShouldContain("500");
        first.ShouldContain("200");
        (await RunAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Limits_PerSecond_RefuseTheExcessUntilTheNextSecond()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { limits = new { calls_per_second = 2 } });

        var first = await host.ApiAsync("/calls", SandboxHost.DialBody());
        first.Headers["x-ratelimit-limit"].ShouldBe("2");
        first.Headers["x-ratelimit-remaining"].ShouldBe("1");
        (await host.ApiAsync("/calls", SandboxHost.DialBody())).Ok();
        var third = await host.ApiAsync("/calls", SandboxHost.DialBody());
        (third.Status, third.Code).ShouldBe((429, "10011"));
        (await host.ApiAsync("/messages", new { to = SandboxHost.OnCall, from = SandboxHost.AlertNumber, text = "x" })).Ok();
        await host.AdvanceAsync(1);

        (await host.ApiAsync("/calls", SandboxHost.DialBody())).Ok();
    }

    [Fact]
    public async Task ConcurrentCalls_Reached_Is90041UntilOneEnds()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { limits = new { concurrent_calls = 1 } });
        var leg = await host.DialAsync();

        var refused = await host.ApiAsync("/calls", SandboxHost.DialBody());
        (refused.Status, refused.Code).ShouldBe((403, "90041"));
        await host.CommandAsync(leg, "hangup");

        (await host.ApiAsync("/calls", SandboxHost.DialBody())).Ok();
    }

    [Fact]
    public async Task Unauthorized_UsesNoFaultUp()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { faults = new[] { new { status = 500, next = 1 } } });

        (await host.ApiAsync("/calls", SandboxHost.DialBody(), key: "wrong")).Status.ShouldBe(401);
        (await host.ApiAsync("/calls", SandboxHost.DialBody())).Status.ShouldBe(500);
    }
}
