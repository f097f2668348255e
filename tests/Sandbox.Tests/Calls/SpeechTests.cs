namespace FleetActors.Sandbox.Tests;

public class SpeechTests
{
    // 30 characters at 15 a second: two seconds.
    private const string TwoSeconds = "Fleet alert. Truck 7 too warm.";

    [Fact]
    public async Task Speak_Accepted_IsHeardAndEndsAfterItsLength()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();

        (await host.CommandAsync(leg, "speak", Say(TwoSeconds))).Data.GetProperty("result").GetString().ShouldBe("ok");

        (await host.EventTypesAsync()).Skip(2).ShouldBe(["call.speak.started"]);
        await Heard(host, SandboxHost.OnCall, [TwoSeconds]);
        await host.AdvanceAsync(1.9);
        (await host.EventTypesAsync()).Count.ShouldBe(3);
        await host.AdvanceAsync(0.1);
        (await host.WebhookAsync("call.speak.ended"))["status"].ShouldBe("completed");
    }

    [Fact]
    public async Task Speak_WhileSpeaking_WaitsForItsTurn()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "speak", Say(TwoSeconds));
        await host.CommandAsync(leg, "speak", Say("Second."));

        await Heard(host, SandboxHost.OnCall, [TwoSeconds]);
        await host.AdvanceAsync(2);

        await Heard(host, SandboxHost.OnCall, [TwoSeconds, "Second."]);
        (await host.EventTypesAsync()).Skip(2).ShouldBe(["call.speak.started", "call.speak.ended", "call.speak.started"]);
    }

    [Fact]
    public async Task Speak_StopAll_EndsWhatIsSpokenAndWaits()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "speak", Say(TwoSeconds));
        await host.CommandAsync(leg, "speak", Say("Never heard."));
        await host.CommandAsync(leg, "speak", new { payload = "At once.", voice = "female", stop = "all" });

        await Heard(host, SandboxHost.OnCall, [TwoSeconds, "At once."]);
    }

    [Fact]
    public async Task Speak_Looped_IsHeardSoOftenAndEndsOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "speak", new { payload = TwoSeconds, voice = "AWS.Polly.Joanna", loop = 3 });
        await host.AdvanceAsync(6);

        await Heard(host, SandboxHost.OnCall, [TwoSeconds, TwoSeconds, TwoSeconds]);
        (await host.EventTypesAsync()).Skip(2).ShouldBe(["call.speak.started", "call.speak.ended"]);
    }

    [Fact]
    public async Task Speak_Ssml_IsHeardWithoutMarkup()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "speak", new { payload = "<speak>Truck <break time=\"1s\"/>seven</speak>", voice = "female", payload_type = "ssml" });

        await Heard(host, SandboxHost.OnCall, ["Truck seven"]);
    }

    [Fact]
    public async Task Hangup_WhileSpeaking_EndsTheSpeechFirst()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "speak", Say(TwoSeconds));
        await host.ActAsync(SandboxHost.OnCall, "hangup");
        await host.AdvanceAsync(60);

        (await host.EventTypesAsync()).Skip(2).ShouldBe(["call.speak.started", "call.speak.ended", "call.hangup"]);
        (await host.WebhookAsync("call.speak.ended"))["status"].ShouldBe("call_hangup");
    }

    [Fact]
    public async Task VoiceSpeed_Hundred_ShortensSpeech()
    {
        await using var host = await SandboxHost.StartAsync(static options => options.VoiceSpeed = 100);
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "speak", Say(TwoSeconds));
        await host.AdvanceAsync(0.02);

        (await host.WebhookAsync("call.speak.ended"))["status"].ShouldBe("completed");
    }

    [Fact]
    public async Task Speak_SameCommandId_IsSpokenOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        var body = new { payload = TwoSeconds, voice = "female", command_id = "c-1" };

        (await host.CommandAsync(leg, "speak", body)).Ok();
        (await host.CommandAsync(leg, "speak", body)).Ok();
        await host.AdvanceAsync(2);

        await Heard(host, SandboxHost.OnCall, [TwoSeconds]);
        var log = (await host.SandboxAsync("log?kind=command", method: "GET")).Ok();
        log.GetProperty("entries").EnumerateArray().Count(static entry => entry.GetProperty("duplicate").GetBoolean()).ShouldBe(1);
        log.GetProperty("counts").GetProperty("POST /calls/*/actions/speak").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task CommandId_UsedOnAnotherLeg_IsNoRepeat()
    {
        await using var host = await SandboxHost.StartAsync();
        var first = await host.AnsweredAsync();
        var second = await host.AnsweredAsync(SandboxHost.Dispatcher);
        var body = new { payload = TwoSeconds, voice = "female", command_id = "c-1" };

        await host.CommandAsync(first, "speak", body);
        await host.CommandAsync(second, "speak", body);

        await Heard(host, SandboxHost.Dispatcher, [TwoSeconds]);
    }

    private static object Say(string text) => new { payload = text, voice = "female", service_level = "basic", language = "en-US" };

    private static async Task Heard(SandboxHost host, string number, string[] texts) =>
        (await host.PhoneAsync(number)).GetProperty("calls")[0].GetProperty("heard").EnumerateArray().Select(static text => text.GetString()).ShouldBe(texts);
}
