using System.Text.Json;

namespace FleetActors.Sandbox.Tests;

public class GatherTests
{
    // 30 characters at 15 a second: two seconds.
    private const string Prompt = "Fleet alert. Press 1 or press 2";

    [Fact]
    public async Task GatherUsingSpeak_DigitDuringThePrompt_InterruptsAndIsValid()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await PromptAsync(host);
        await host.AdvanceAsync(0.5);

        await host.ActAsync(SandboxHost.OnCall, "press", new { digits = "1" });
        await host.AdvanceAsync(5);

        (await host.EventTypesAsync()).Skip(2).ShouldBe(["call.dtmf.received", "call.gather.ended"]);
        var ended = await host.WebhookAsync("call.gather.ended");
        (ended["digits"], ended["status"]).ShouldBe(("1", "valid"));
        (await host.WebhookAsync("call.dtmf.received"))["digit"].ShouldBe("1");
        var call = (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls")[0];
        call.GetProperty("heard").GetArrayLength().ShouldBe(1);
        call.GetProperty("speaking").GetBoolean().ShouldBeFalse();
        leg.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task GatherUsingSpeak_Silence_RepeatsThePromptAndTimesOut()
    {
        await using var host = await SandboxHost.StartAsync();
        await PromptAsync(host, new { maximum_tries = 2, timeout_millis = 4000 });
        var prompt = TimeSpan.FromSeconds(Prompt.Length / 15.0);

        await host.AdvanceAsync(prompt + TimeSpan.FromSeconds(4.1));
        (await HeardCountAsync(host)).ShouldBe(2);
        await host.AdvanceAsync(prompt + TimeSpan.FromSeconds(3.8));
        (await host.EventTypesAsync()).ShouldNotContain("call.gather.ended");
        await host.AdvanceAsync(0.3);

        var ended = await host.WebhookAsync("call.gather.ended");
        (ended["digits"], ended["status"]).ShouldBe(("", "timeout"));
    }

    [Fact]
    public async Task GatherUsingSpeak_WrongDigit_SpeaksTheInvalidPromptAndTriesAgain()
    {
        await using var host = await SandboxHost.StartAsync();
        await PromptAsync(host, new { maximum_digits = 1, valid_digits = "12", invalid_payload = "Only 1 or 2.", maximum_tries = 2 });

        await host.ActAsync(SandboxHost.OnCall, "press", new { digits = "7" });
        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls")[0].GetProperty("heard")[1].GetString().ShouldBe("Only 1 or 2.");
        await host.ActAsync(SandboxHost.OnCall, "press", new { digits = "8" });

        var ended = await host.WebhookAsync("call.gather.ended");
        (ended["digits"], ended["status"]).ShouldBe(("8", "invalid"));
    }

    [Theory]
    [InlineData("417#", "417")]
    [InlineData("41", "41")]
    public async Task Gather_SeveralDigits_EndOnTheTerminatorOrAfterAPause(string pressed, string digits)
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        (await host.CommandAsync(leg, "gather", new { minimum_digits = 2, inter_digit_timeout_millis = 2000 })).Ok();

        await host.ActAsync(SandboxHost.OnCall, "press", new { digits = pressed });
        await host.AdvanceAsync(2);

        var ended = await host.WebhookAsync("call.gather.ended");
        (ended["digits"], ended["status"]).ShouldBe((digits, "valid"));
    }

    [Fact]
    public async Task Gather_TooFewDigits_AreInvalid()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        (await host.CommandAsync(leg, "gather", new { minimum_digits = 3 })).Ok();

        await host.ActAsync(SandboxHost.OnCall, "press", new { digits = "4#" });

        (await host.WebhookAsync("call.gather.ended"))["status"].ShouldBe("invalid");
    }

    [Fact]
    public async Task GatherStop_EndsItAsCancelledAndIsHarmlessWithoutOne()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await PromptAsync(host);

        (await host.CommandAsync(leg, "gather_stop")).Ok();
        (await host.CommandAsync(leg, "gather_stop")).Ok();

        (await host.WebhookAsync("call.gather.ended"))["status"].ShouldBe("cancelled");
    }

    [Fact]
    public async Task Hangup_DuringAGather_EndsItFirst()
    {
        await using var host = await SandboxHost.StartAsync();
        await PromptAsync(host);
        await host.ActAsync(SandboxHost.OnCall, "hangup");

        (await host.EventTypesAsync()).Skip(2).ShouldBe(["call.gather.ended", "call.hangup"]);
        (await host.WebhookAsync("call.gather.ended"))["status"].ShouldBe("call_hangup");
    }

    [Fact]
    public async Task ClientState_OfACommand_IsCarriedByEveryLaterWebhookUntilReplaced()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync(more: new() { ["client_state"] = "b25l" });
        await host.CommandAsync(leg, "gather", new { client_state = "dHdv", maximum_digits = 1 });
        await host.ActAsync(SandboxHost.OnCall, "press", new { digits = "1" });
        (await host.ApiAsync($"/calls/{leg}/actions/client_state_update", new { client_state = "dGhyZWU=" }, "PUT")).Ok();
        await host.CommandAsync(leg, "hangup");

        (await host.WebhooksAsync()).Select(static webhook => webhook["client_state"]).ShouldBe(["b25l", "b25l", "dHdv", "dHdv", "dGhyZWU="]);
    }

    [Theory]
    [InlineData(null, 2.07)]
    [InlineData(500, 0.5)]
    public async Task Script_Press_ComesAfterThePromptOrItsTime(int? pressAfterMs, double seconds)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { default_number = new { answer_after_ms = 0, press = "1", press_after_ms = pressAfterMs } });
        var leg = await host.DialAsync();
        (await host.CommandAsync(leg, "gather_using_speak", Body(new { maximum_digits = 1 }))).Ok();

        await host.AdvanceAsync(seconds - 0.1);
        (await host.EventTypesAsync()).ShouldNotContain("call.dtmf.received");
        await host.AdvanceAsync(0.2);

        (await host.WebhookAsync("call.gather.ended"))["digits"].ShouldBe("1");
    }

    private static async Task<string> PromptAsync(SandboxHost host, object? more = null)
    {
        var leg = await host.AnsweredAsync();
        (await host.CommandAsync(leg, "gather_using_speak", Body(more ?? new { maximum_digits = 1, valid_digits = "1239" }))).Ok();
        return leg;
    }

    private static Dictionary<string, object?> Body(object more)
    {
        var body = new Dictionary<string, object?> { ["payload"] = Prompt, ["voice"] = "female" };
        foreach (var property in JsonSerializer.SerializeToElement(more).EnumerateObject())
        {
            body[property.Name] = property.Value;
        }

        return body;
    }

    private static async Task<int> HeardCountAsync(SandboxHost host) =>
        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls")[0].GetProperty("heard").GetArrayLength();
}
