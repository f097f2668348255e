namespace FleetActors.Sandbox.Tests;

public class CallerApiTests
{
    [Fact]
    public async Task Call_WithSound_RingsAndIsShown()
    {
        await using var host = await SandboxHost.StartAsync();

        var call = (await host.SandboxAsync("calls", new
        {
            from = "+13125550007",
            audio = Convert.ToBase64String(TestSound.Wav(TestSound.Samples())),
            codec = "l16",
            speed = 2.5,
            loss = 0.02,
            script = new[] { new { start = 0.2, end = 1.2, text = "Help me now." } },
        })).Ok();

        call.GetProperty("state").GetString().ShouldBe("ringing");
        call.GetProperty("duration_ms").GetInt64().ShouldBe(4000);
        var id = call.GetProperty("call_control_id").GetString();
        (await host.SandboxAsync($"calls/{id}", method: "GET")).Ok().GetProperty("call_session_id").GetString().ShouldBe(call.GetProperty("call_session_id").GetString());
        var initiated = await host.WebhookAsync("call.initiated");
        initiated.Payload.GetProperty("direction").GetString().ShouldBe("incoming");
        initiated.Payload.GetProperty("from").GetString().ShouldBe("+13125550007");
    }

    [Fact]
    public async Task Call_WithoutStream_HangsUpAllTheSame()
    {
        await using var host = await SandboxHost.StartAsync();
        var call = (await host.SandboxAsync("calls", new { from = "+13125550007", audio = Convert.ToBase64String(TestSound.Wav(TestSound.Samples())), hangup_after_ms = 1000 })).Ok();
        (await host.CommandAsync(call.GetProperty("call_control_id").GetString()!, "answer")).Ok();

        await host.AdvanceAsync(64);
        (await host.EventTypesAsync()).ShouldNotContain("call.hangup");
        await host.AdvanceAsync(1);
        (await host.WebhookAsync("call.hangup")).Payload.GetProperty("hangup_cause").GetString().ShouldBe("normal_clearing");
    }

    [Fact]
    public async Task Answer_WithSound_IsTheVoiceOfThePhoneThatWasCalled()
    {
        await using var host = await SandboxHost.StartAsync();
        var id = await host.DialAsync("+13125550007");

        (await host.SandboxAsync("phones/%2B13125550007/answer", new { audio = "%%" })).Status.ShouldBe(422);
        (await host.SandboxAsync("phones/%2B13125550007/answer", new { audio = Convert.ToBase64String(TestSound.Wav(TestSound.Samples())), hangup_after_ms = 1000 })).Ok();

        var call = (await host.SandboxAsync($"calls/{id}", method: "GET")).Ok();
        (call.GetProperty("state").GetString(), call.GetProperty("duration_ms").GetInt64()).ShouldBe(("answered", 4000));
        await host.AdvanceAsync(65);
        (await host.WebhookAsync("call.hangup")).Payload.GetProperty("hangup_source").GetString().ShouldBe("callee");
    }

    [Theory]
    [InlineData("""{"to":"+13125550100"}""", "from")]
    [InlineData("""{"from":"12"}""", "from")]
    [InlineData("""{"from":"+13125550007","to":"x"}""", "to")]
    [InlineData("""{"from":"+13125550007","audio":"%%"}""", "audio")]
    [InlineData("""{"from":"+13125550007","audio":"AAAA"}""", "WAV")]
    [InlineData("""{"from":"+13125550007","codec":"opus"}""", "codec")]
    [InlineData("""{"from":"+13125550007","speed":21}""", "speed")]
    [InlineData("""{"from":"+13125550007","loss":-0.1}""", "loss")]
    [InlineData("""{"from":"+13125550007","reorder":"much"}""", "reorder")]
    [InlineData("""{"from":"+13125550007","byte_order":"middle"}""", "byte_order")]
    [InlineData("""{"from":"+13125550007","script":[{"start":1,"end":0,"text":"x"}]}""", "script")]
    [InlineData("""{"from":"+13125550007","script":"words"}""", "script")]
    [InlineData("""{"from":"+13125550007","hangup_after_ms":-1}""", "hangup_after_ms")]
    public async Task Call_WrongField_IsNamed(string body, string field)
    {
        await using var host = await SandboxHost.StartAsync();

        var answer = await host.SandboxAsync("calls", body);

        answer.Status.ShouldBe(422, answer.Body);
        answer.Body.ShouldContain(field);
        (await host.WebhooksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_SoundOfAnotherKind_IsRefused()
    {
        await using var host = await SandboxHost.StartAsync();

        (await host.SandboxAsync("calls", new { from = "+13125550007", audio = Convert.ToBase64String(TestSound.Wav([1, 2], rate: 44_100)) })).Status.ShouldBe(422);
        (await host.SandboxAsync("calls", new { from = "+13125550007", audio = Convert.ToBase64String(TestSound.Wav([1, 2], channels: 2)) })).Status.ShouldBe(422);
        (await host.SandboxAsync("calls/v3:none", method: "GET")).Status.ShouldBe(404);
        (await host.SandboxAsync("calls", "{")).Status.ShouldBe(400);
    }
}
