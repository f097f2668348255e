namespace FleetActors.Sandbox.Tests;

public class InboundCallTests
{
    private const string Caller = "+13125550007";
    private const string Hotline = "+13125550100";

    [Fact]
    public async Task Call_FromAPhone_IsAnnouncedAndAnsweredByTheApi()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await CallAsync(host);
        var initiated = await host.WebhookAsync("call.initiated");
        (initiated["direction"], initiated["state"], initiated["from"], initiated["to"]).ShouldBe(("incoming", "parked", Caller, Hotline));

        (await host.CommandAsync(leg, "speak", new { payload = "x", voice = "female" })).Code.ShouldBe("90034");
        (await host.CommandAsync(leg, "answer", new { client_state = "aGk=" })).Ok();
        (await host.CommandAsync(leg, "answer")).Code.ShouldBe("90102");

        (await host.WebhookAsync("call.answered"))["client_state"].ShouldBe("aGk=");
        await host.ActAsync(Caller, "hangup");
        (await host.WebhookAsync("call.hangup"))["hangup_source"].ShouldBe("caller");
    }

    [Fact]
    public async Task Call_NobodyAnswers_IsGivenUp()
    {
        await using var host = await SandboxHost.StartAsync();
        await CallAsync(host);
        await host.AdvanceAsync(60);

        (await host.WebhookAsync("call.hangup"))["hangup_cause"].ShouldBe("originator_cancel");
    }

    [Theory]
    [InlineData("CALL_REJECTED", "call_rejected")]
    [InlineData("USER_BUSY", "user_busy")]
    public async Task Reject_Ringing_EndsWithItsCause(string cause, string hangupCause)
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await CallAsync(host);

        (await host.CommandAsync(leg, "reject", new { cause })).Ok();

        (await host.WebhookAsync("call.hangup"))["hangup_cause"].ShouldBe(hangupCause);
    }

    [Fact]
    public async Task Answer_WithStreamUrl_ReportsThatNoSoundCanBeHad()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await CallAsync(host);
        (await host.CommandAsync(leg, "answer", new { stream_url = "ws://front.test/ws", stream_track = "inbound_track" })).Ok();

        var failed = await host.WebhookAsync("streaming.failed");

        failed["failure_reason"].ShouldBe("connection_failed");
        failed.Payload.GetProperty("stream_params").GetProperty("stream_url").GetString().ShouldBe("ws://front.test/ws");
    }

    private static async Task<string> CallAsync(SandboxHost host) =>
        (await host.ActAsync(Caller, "call", new { to = Hotline })).GetProperty("calls")[0].GetProperty("call_control_id").GetString()!;
}
