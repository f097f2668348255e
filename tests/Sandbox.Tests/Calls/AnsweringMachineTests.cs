namespace FleetActors.Sandbox.Tests;

public class AnsweringMachineTests
{
    [Theory]
    [InlineData("greeting_end", "call.machine.detection.ended=human")]
    [InlineData("detect", "call.machine.detection.ended=human")]
    [InlineData("premium", "call.machine.premium.detection.ended=human_residence")]
    [InlineData("disabled", "")]
    public async Task Person_Answers_IsDetectedByMode(string mode, string events)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AnsweredAsync(more: new() { ["answering_machine_detection"] = mode });
        await host.AdvanceAsync(20);

        (await MachineEventsAsync(host)).ShouldBe(events);
    }

    [Theory]
    [InlineData("greeting_end", true, 6000, "call.machine.detection.ended=machine call.machine.greeting.ended=beep_detected")]
    [InlineData("greeting_end", false, 6000, "call.machine.detection.ended=machine call.machine.greeting.ended=ended")]
    [InlineData("greeting_end", true, 1000, "call.machine.detection.ended=machine call.machine.greeting.ended=beep_detected")]
    [InlineData("detect", true, 6000, "call.machine.detection.ended=machine")]
    [InlineData("detect_beep", true, 6000, "call.machine.detection.ended=machine call.machine.greeting.ended=beep_detected")]
    [InlineData("detect_beep", false, 6000, "call.machine.detection.ended=machine")]
    [InlineData("detect_words", false, 6000, "call.machine.detection.ended=machine call.machine.greeting.ended=ended")]
    [InlineData("premium", true, 6000, "call.machine.premium.detection.ended=machine call.machine.premium.greeting.ended=beep_detected")]
    [InlineData("premium", false, 6000, "call.machine.premium.detection.ended=machine call.machine.premium.greeting.ended=no_beep_detected")]
    [InlineData("premium", true, 1000, "call.machine.premium.greeting.ended=beep_detected")]
    [InlineData("disabled", true, 6000, "")]
    public async Task Machine_Answers_IsDetectedByMode(string mode, bool beep, int greetingMs, string events)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { default_number = new { voicemail = true, voicemail_after_ms = 3000, greeting_ms = greetingMs, beep } });
        await host.DialAsync(more: new() { ["answering_machine_detection"] = mode });
        await host.AdvanceAsync(3);
        (await host.EventTypesAsync()).ShouldBe(["call.initiated", "call.answered"]);
        await host.AdvanceAsync(20);

        (await MachineEventsAsync(host)).ShouldBe(events);
    }

    [Fact]
    public async Task Machine_RecordsOnlyWhatBeginsAfterItsGreeting()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.DialAsync(more: new() { ["answering_machine_detection"] = "greeting_end" });
        await host.ActAsync(SandboxHost.OnCall, "voicemail");
        await host.CommandAsync(leg, "speak", new { payload = "Too early.", voice = "female" });
        await host.AdvanceAsync(6);
        (await host.WebhookAsync("call.machine.greeting.ended"))["result"].ShouldBe("beep_detected");
        await host.CommandAsync(leg, "speak", new { payload = "In time.", voice = "female" });

        var call = (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls")[0];
        call.GetProperty("voicemail").GetBoolean().ShouldBeTrue();
        call.GetProperty("heard").GetArrayLength().ShouldBe(2);
        call.GetProperty("recorded").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("In time.");
    }

    [Fact]
    public async Task Hangup_BeforeTheDetection_EndsIt()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AnsweredAsync(more: new() { ["answering_machine_detection"] = "greeting_end" });
        await host.ActAsync(SandboxHost.OnCall, "hangup");
        await host.AdvanceAsync(60);

        (await host.EventTypesAsync()).ShouldBe(["call.initiated", "call.answered", "call.hangup"]);
    }

    private static async Task<string> MachineEventsAsync(SandboxHost host) =>
        string.Join(' ', (await host.WebhooksAsync()).Where(static webhook => webhook.Type.StartsWith("call.machine", StringComparison.Ordinal))
            .Select(static webhook => $"{webhook.Type}={webhook["result"]}"));
}
