using System.Text.Json;
using FleetActors.Telephony;

namespace FleetActors.Telnyx;

/// <summary>What leaves to answer a caller and to hear them: exact bodies, since unknown members may be ignored or refused.</summary>
public sealed class ListeningCommandTests
{
    private const string Ok = """{"data":{"result":"ok"}}""";
    private const string Identity = ",\"client_state\":\"ZmMxfHMtMXw=\",\"command_id\":\"6f2f4b1e-9a52-4a7e-8a4f-0d3f8a1c2b3d\"}";
    private const string Stream = """{"stream_url":"wss://fleet.example.com/ws?call=s-1&token=ab","stream_track":"inbound_track","stream_codec":"PCMU" """;

    [Theory]
    [InlineData(nameof(Commands.Answer), "answer", Stream)]
    [InlineData(nameof(Commands.StartStreaming), "streaming_start", Stream)]
    [InlineData(nameof(Commands.StartRecording), "record_start", """{"format":"wav","channels":"single","recording_track":"inbound" """)]
    [InlineData(
        nameof(Commands.StartTranscription),
        "transcription_start",
        """{"transcription_engine":"Google","transcription_engine_config":{"transcription_engine":"Google","language":"en","interim_results":true},"transcription_tracks":"inbound" """)]
    public async Task Execute_Command_PostsExactlyThis(string command, string action, string body)
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl);

        var result = await host.Telephony.ExecuteAsync(Commands.ByName(command), CancellationToken.None);

        result.ShouldBe(TelephonyResult.Accepted(null));
        server.Single.Target.ShouldBe($"/v2/calls/v3%3Aleg%2F1/actions/{action}");
        Normal(server.Single.Body).ShouldBe(Normal(body.TrimEnd() + Identity));
    }

    [Fact]
    public async Task Execute_AnswerWithoutStream_NamesNone()
    {
        await using var server = await CannedServer.StartAsync(200, Ok);
        await using var host = new TelnyxHost(server.BaseUrl);

        await host.Telephony.ExecuteAsync(Commands.Answer with { Stream = null }, CancellationToken.None);

        Normal(server.Single.Body).ShouldBe(Normal("{" + Identity[1..]));
    }

    [Theory]
    [InlineData(nameof(Commands.Answer), "90102", TelephonyOutcome.Accepted)]
    [InlineData(nameof(Commands.StartStreaming), "90045", TelephonyOutcome.Accepted)]
    [InlineData(nameof(Commands.StartTranscription), "90054", TelephonyOutcome.Accepted)]
    [InlineData(nameof(Commands.Answer), "90018", TelephonyOutcome.Gone)]
    [InlineData(nameof(Commands.StartStreaming), "90034", TelephonyOutcome.Permanent)]
    [InlineData(nameof(Commands.StartRecording), "90020", TelephonyOutcome.Permanent)]
    public async Task Execute_Refused_IsDoneWhereItWasSoAlready(string command, string code, TelephonyOutcome expected)
    {
        await using var server = await CannedServer.StartAsync(422, $$"""{"errors":[{"code":"{{code}}","title":"refused"}]}""");
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.ByName(command), CancellationToken.None)).Outcome.ShouldBe(expected);
    }

    [Fact]
    public async Task CallFromAPhone_AnsweredAndHeard_AsTheSandboxHasIt()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        await sandbox.ActAsync("+15550100300", "call", new { to = "+15550100100" });
        var leg = (await sandbox.PhoneAsync("+15550100300")).GetProperty("calls")[0].GetProperty("call_control_id").GetString()!;
        var telephony = sandbox.Host.Telephony;

        Task<TelephonyResult> Execute(TelephonyCommand command) => telephony.ExecuteAsync(command, CancellationToken.None);
        (await Execute(Commands.StartTranscription with { CallControlId = leg })).Code.ShouldBe("90034");
        (await Execute(Commands.Answer with { CallControlId = leg })).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await Execute(Commands.Answer with { CallControlId = leg, CommandId = Guid.NewGuid() })).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await Execute(Commands.StartTranscription with { CallControlId = leg, CommandId = Guid.NewGuid() })).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await Execute(Commands.StartTranscription with { CallControlId = leg, CommandId = Guid.NewGuid() })).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await Execute(Commands.StartRecording with { CallControlId = leg, CommandId = Guid.NewGuid() })).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        await sandbox.ActAsync("+15550100300", "hangup", new { });
        (await Execute(Commands.StartStreaming with { CallControlId = leg, CommandId = Guid.NewGuid() })).Outcome.ShouldBe(TelephonyOutcome.Gone);
    }

    private static string Normal(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
