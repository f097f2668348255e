using System.Text;
using FleetActors.Telephony;

namespace FleetActors.Telnyx;

/// <summary>What leaves for each command, and what a good answer leads to.</summary>
public sealed class TelnyxCommandTests
{
    private const string Ok = """{"data":{"result":"ok"}}""";

    [Fact]
    public async Task Execute_Message_PostsItWithReference()
    {
        await using var server = await CannedServer.StartAsync(200, """{"data":{"id":"msg-1","record_type":"message","to":[{"status":"queued"}]}}""");
        await using var host = new TelnyxHost(server.BaseUrl, null, ("Telnyx:MessageWebhookUrl", "https://fleet.example.com/webhooks/sms"));

        var result = await host.Telephony.ExecuteAsync(Commands.Message, CancellationToken.None);

        result.ShouldBe(TelephonyResult.Accepted("msg-1"));
        var sent = server.Single;
        (sent.Method, sent.Target).ShouldBe(("POST", "/v2/messages"));
        sent.Headers["Authorization"].ShouldBe("Bearer KEY-for-tests");
        sent.Headers["Content-Type"].ShouldStartWith("application/json");
        sent.Headers["Content-Length"].ShouldBe(Encoding.UTF8.GetByteCount(sent.Body).ToString(System.Globalization.CultureInfo.InvariantCulture));
        sent.Text("from").ShouldBe("+15550100200");
        sent.Text("to").ShouldBe("+15550100300");
        sent.Text("text").ShouldBe("[LOW] Fleet Alert: warm. Reply ACK 417");
        sent.Text("webhook_url").ShouldBe("https://fleet.example.com/webhooks/sms?ref=alrt-1%2Fa1.sms");
    }

    [Fact]
    public async Task Execute_MessageWithoutWebhookAddress_LeavesItToTheProfile()
    {
        await using var server = await CannedServer.StartAsync(200, """{"data":{"id":"msg-1"}}""");
        await using var host = new TelnyxHost(server.BaseUrl);

        await host.Telephony.ExecuteAsync(Commands.Message, CancellationToken.None);

        server.Single.Json.TryGetProperty("webhook_url", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Execute_Dial_AsksForDetectionAndCarriesState()
    {
        await using var server = await CannedServer.StartAsync(
            200, """{"data":{"call_control_id":"v3:new","call_leg_id":"l","call_session_id":"s","is_alive":false,"record_type":"call"}}""");
        await using var host = new TelnyxHost(server.BaseUrl);

        var result = await host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None);

        result.ShouldBe(TelephonyResult.Accepted("v3:new"));
        server.Single.Target.ShouldBe("/v2/calls");
        server.Single.Body.ShouldBe(
            """{"connection_id":"1494404757140276705","to":"\u002B15550100300","from":"\u002B15550100200","client_state":"YWxydC0xL2Ex","com"""
            + """mand_id":"6f2f4b1e-9a52-4a7e-8a4f-0d3f8a1c2b3d","timeout_secs":25,"answering_machine_detection":"greeting_end"}""");
    }

    [Fact]
    public async Task Execute_DialOfADevice_AsksForNoDetection()
    {
        await using var server = await CannedServer.StartAsync(200, """{"data":{"call_control_id":"v3:new"}}""");
        await using var host = new TelnyxHost(server.BaseUrl);

        await host.Telephony.ExecuteAsync(Commands.Dial with { WithoutMachineDetection = true }, CancellationToken.None);

        server.Single.Text("answering_machine_detection").ShouldBe("disabled");
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(25.2, 26)]
    [InlineData(9999, 600)]
    public async Task Execute_Dial_KeepsRingTimeWithinTheProvidersBounds(double seconds, int expected)
    {
        await using var server = await CannedServer.StartAsync(200, """{"data":{"call_control_id":"v3:new"}}""");
        await using var host = new TelnyxHost(server.BaseUrl, null, ("Telnyx:CallWebhookUrl", "https://fleet.example.com/webhooks/voice"));

        await host.Telephony.ExecuteAsync(Commands.Dial with { RingTimeout = TimeSpan.FromSeconds(seconds) }, CancellationToken.None);

        server.Single.Json.GetProperty("timeout_secs").GetInt32().ShouldBe(expected);
        server.Single.Text("webhook_url").ShouldBe("https://fleet.example.com/webhooks/voice");
    }

    [Fact]
    public async Task Execute_Gather_WaitsForOneDigitWithBasicVoice()
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl);

        var result = await host.Telephony.ExecuteAsync(Commands.Gather, CancellationToken.None);

        result.ShouldBe(TelephonyResult.Accepted(null));
        server.Single.Target.ShouldBe("/v2/calls/v3%3Aleg%2F1/actions/gather_using_speak");
        server.Single.Body.ShouldBe(
            """{"payload":"Fleet alert. Warm.","voice":"female","service_level":"basic","language":"en-US","minimum_digits":1,"maximum_digits":1,"max"""
            + """imum_tries":2,"timeout_millis":8000,"valid_digits":"1239","client_state":"YWxydC0xL2ExL3Ax","com"""
            + """mand_id":"6f2f4b1e-9a52-4a7e-8a4f-0d3f8a1c2b3d"}""");
    }

    [Fact]
    public async Task Execute_SpeakWithFullVoiceName_LeavesTheServiceLevelOpen()
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl, null, ("Telnyx:Voice", "AWS.Polly.Joanna"));

        await host.Telephony.ExecuteAsync(Commands.Speak with { Text = new string('a', 4000) }, CancellationToken.None);

        server.Single.Target.ShouldEndWith("/actions/speak");
        server.Single.Text("voice").ShouldBe("AWS.Polly.Joanna");
        server.Single.Text("service_level").ShouldBeNull();
        server.Single.Text("payload")!.Length.ShouldBe(3000);
    }

    [Theory]
    [InlineData(nameof(Commands.StopGather), "/v2/calls/v3%3Aleg%2F1/actions/gather_stop")]
    [InlineData(nameof(Commands.Hangup), "/v2/calls/v3%3Aleg%2F1/actions/hangup")]
    [InlineData(nameof(Commands.End), "/v2/conferences/conf-1/actions/end")]
    public async Task Execute_PlainCommand_CarriesItsIdentityOnly(string command, string target)
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl);

        var result = await host.Telephony.ExecuteAsync(Commands.ByName(command), CancellationToken.None);

        result.ShouldBe(TelephonyResult.Accepted(null));
        server.Single.Target.ShouldBe(target);
        server.Single.Body.ShouldBe("""{"command_id":"6f2f4b1e-9a52-4a7e-8a4f-0d3f8a1c2b3d"}""");
    }

    [Fact]
    public async Task Execute_Create_NamesConferenceAndLeg()
    {
        await using var server = await CannedServer.StartAsync(200, """{"data":{"id":"conf-9","name":"alrt-1","status":"init"}}""");
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Create, CancellationToken.None)).ShouldBe(TelephonyResult.Accepted("conf-9"));
        server.Single.Target.ShouldBe("/v2/conferences");
        server.Single.Body.ShouldBe(
            """{"call_control_id":"v3:leg/1","name":"alrt-1","client_state":"YWxydC0xL2Ex","command_id":"6f2f4b1e-9a52-4a7e-8a4f-0d3f8a1c2b3d"}""");
    }

    [Fact]
    public async Task Execute_Join_AnswersWithTheConference()
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Join, CancellationToken.None)).ShouldBe(TelephonyResult.Accepted("conf-1"));
        server.Single.Target.ShouldBe("/v2/conferences/conf-1/actions/join");
        server.Single.Text("call_control_id").ShouldBe(Commands.Leg);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Execute_IdThatWouldLeaveItsPlace_IsRefusedUnsent(string id)
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Hangup with { CallControlId = id }, CancellationToken.None)).Outcome.ShouldBe(TelephonyOutcome.Permanent);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Execute_BaseUrlWithSlash_IsTheSameAddress()
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl + "/");

        await host.Telephony.ExecuteAsync(Commands.Hangup, CancellationToken.None);

        server.Single.Target.ShouldStartWith("/v2/calls/");
    }
}
