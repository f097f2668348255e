using System.Text;

namespace FleetActors.Sandbox.Tests;

public class DialTests
{
    private static readonly string State = Convert.ToBase64String(Encoding.UTF8.GetBytes("alert-7/attempt-2"));

    [Fact]
    public async Task Dial_Accepted_AnswersAtOnceWithIdsAndNotAlive()
    {
        await using var host = await SandboxHost.StartAsync();

        var data = (await host.ApiAsync("/calls", SandboxHost.DialBody(more: new() { ["client_state"] = State }))).Data;

        data.GetProperty("record_type").GetString().ShouldBe("call");
        data.GetProperty("is_alive").GetBoolean().ShouldBeFalse();
        data.GetProperty("client_state").GetString().ShouldBe(State);
        data.GetProperty("call_control_id").GetString()!.ShouldStartWith("v3:");
        var initiated = await host.WebhookAsync("call.initiated");
        initiated["direction"].ShouldBe("outgoing");
        initiated["state"].ShouldBe("bridging");
        initiated["client_state"].ShouldBe(State);
        initiated["to"].ShouldBe(SandboxHost.OnCall);
        initiated["from"].ShouldBe(SandboxHost.AlertNumber);
        foreach (var id in new[] { "call_control_id", "call_leg_id", "call_session_id" })
        {
            initiated[id].ShouldBe(data.GetProperty(id).GetString());
        }
    }

    [Fact]
    public async Task Dial_Answered_TellsSoAndIsAlive()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.DialAsync(more: new() { ["client_state"] = State });

        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls")[0].GetProperty("state").GetString().ShouldBe("ringing");
        await host.ActAsync(SandboxHost.OnCall, "answer");

        var answered = await host.WebhookAsync("call.answered");
        answered["state"].ShouldBe("answered");
        answered["client_state"].ShouldBe(State);
        (await host.GetApiAsync($"/calls/{leg}")).Data.GetProperty("is_alive").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(12, 12)]
    public async Task Dial_NobodyAnswers_TimesOutAfterTheRingTime(int? timeoutSecs, int seconds)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.DialAsync(more: new() { ["timeout_secs"] = timeoutSecs });

        await host.AdvanceAsync(seconds - 0.1);
        (await host.EventTypesAsync()).ShouldBe(["call.initiated"]);
        await host.AdvanceAsync(0.1);

        var hangup = await host.WebhookAsync("call.hangup");
        hangup["hangup_cause"].ShouldBe("timeout");
        hangup["state"].ShouldBe("hangup");
    }

    [Fact]
    public async Task Dial_WithoutRetryOnTimeout_EndsAsNoAnswer()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.DialAsync(more: new() { ["retry_on_timeout"] = false });
        await host.AdvanceAsync(30);

        (await host.WebhookAsync("call.hangup"))["hangup_cause"].ShouldBe("no_answer");
    }

    [Theory]
    [InlineData("{\"busy\":true}", "user_busy", "callee", "486")]
    [InlineData("{\"unreachable\":true}", "not_found", "unknown", "404")]
    [InlineData("{\"decline_after_ms\":0}", "call_rejected", "callee", "603")]
    public async Task Dial_ScriptedNumber_HangsUpWithItsCause(string script, string cause, string source, string sip)
    {
        await using var host = await SandboxHost.StartAsync();
        (await host.SandboxAsync("behaviour", $"{{\"numbers\":{{\"{SandboxHost.OnCall}\":{script}}}}}", "PUT")).Ok();
        await host.DialAsync();

        var hangup = await host.WebhookAsync("call.hangup");

        hangup["hangup_cause"].ShouldBe(cause);
        hangup["hangup_source"].ShouldBe(source);
        hangup["sip_hangup_cause"].ShouldBe(sip);
    }

    [Fact]
    public async Task Dial_ScriptedToAnswer_AnswersAfterItsTime()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { default_number = new { answer_after_ms = 1500, hangup_after_ms = 4000 } });
        await host.DialAsync();

        await host.AdvanceAsync(1.4);
        (await host.EventTypesAsync()).ShouldBe(["call.initiated"]);
        await host.AdvanceAsync(0.1);
        (await host.EventTypesAsync()).ShouldBe(["call.initiated", "call.answered"]);
        await host.AdvanceAsync(4);

        (await host.WebhookAsync("call.hangup"))["hangup_source"].ShouldBe("callee");
    }

    [Fact]
    public async Task Hangup_WhileRinging_CancelsTheCall()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.DialAsync();

        (await host.CommandAsync(leg, "hangup")).Ok();

        (await host.WebhookAsync("call.hangup"))["hangup_cause"].ShouldBe("originator_cancel");
    }

    [Theory]
    [InlineData(true, "caller")]
    [InlineData(false, "callee")]
    public async Task Hangup_Answered_IsNormalClearingBySide(bool byApi, string source)
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.AdvanceAsync(7);
        if (byApi)
        {
            (await host.CommandAsync(leg, "hangup")).Ok();
        }
        else
        {
            await host.ActAsync(SandboxHost.OnCall, "hangup");
        }

        var hangup = await host.WebhookAsync("call.hangup");
        hangup["hangup_cause"].ShouldBe("normal_clearing");
        hangup["hangup_source"].ShouldBe(source);
        var call = (await host.GetApiAsync($"/calls/{leg}")).Data;
        call.GetProperty("is_alive").GetBoolean().ShouldBeFalse();
        call.GetProperty("call_duration").GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task TimeLimit_Reached_EndsTheCall()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AnsweredAsync(more: new() { ["time_limit_secs"] = 30 });
        await host.AdvanceAsync(30);

        (await host.WebhookAsync("call.hangup"))["hangup_cause"].ShouldBe("time_limit");
    }

    [Fact]
    public async Task Dial_SameCommandIdWithin60Seconds_GivesTheFirstCallAndDialsOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        var body = SandboxHost.DialBody(more: new() { ["command_id"] = "0b7d", ["timeout_secs"] = 600 });
        var first = (await host.ApiAsync("/calls", body)).Data.GetProperty("call_control_id").GetString();
        await host.AdvanceAsync(59.9);

        (await host.ApiAsync("/calls", body)).Data.GetProperty("call_control_id").GetString().ShouldBe(first);
        (await host.EventTypesAsync()).ShouldBe(["call.initiated"]);
        await host.AdvanceAsync(0.1);

        (await host.ApiAsync("/calls", body)).Data.GetProperty("call_control_id").GetString().ShouldNotBe(first);
    }

    [Fact]
    public async Task Dial_RefusedCommandId_MayBeTriedAgain()
    {
        await using var host = await SandboxHost.StartAsync();
        (await host.ApiAsync("/calls", SandboxHost.DialBody("nonsense", new() { ["command_id"] = "0b7d" }))).Status.ShouldBe(422);

        (await host.ApiAsync("/calls", SandboxHost.DialBody(more: new() { ["command_id"] = "0b7d" }))).Ok();
    }

    [Fact]
    public async Task Dial_ConnectionConfigured_RefusesAnother()
    {
        await using var host = await SandboxHost.StartAsync(static options => options.ConnectionId = "42");

        var answer = await host.ApiAsync("/calls", SandboxHost.DialBody());

        (answer.Status, answer.Code).ShouldBe((422, "10015"));
        (await host.ApiAsync("/calls", SandboxHost.DialBody(more: new() { ["connection_id"] = "42" }))).Ok();
    }

    [Fact]
    public async Task Get_TenMinutesAfterTheEnd_IsForgotten()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "hangup");

        await host.AdvanceAsync(599);
        (await host.GetApiAsync($"/calls/{leg}")).Status.ShouldBe(200);
        await host.AdvanceAsync(1);

        var gone = await host.GetApiAsync($"/calls/{leg}");
        (gone.Status, gone.Code).ShouldBe((404, "10005"));
        (await host.CommandAsync(leg, "hangup")).Code.ShouldBe("90015");
        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls").GetArrayLength().ShouldBe(0);
    }
}
