using FleetActors.Telephony;
using Microsoft.AspNetCore.Http;

namespace FleetActors.Telnyx;

/// <summary>Two legs that make the same conference end up in one.</summary>
public sealed class ConferenceRaceTests
{
    private const string InUse = """{"errors":[{"code":"90033","title":"Conference name in use"}]}""";

    [Theory]
    [InlineData("90033")]
    [InlineData("10015")]
    public async Task Create_NameInUse_JoinsTheLiveConference(string code)
    {
        await using var server = await ServerAsync(
            create: (422, $$"""{"errors":[{"code":"{{code}}","title":"in use"}]}"""),
            list: (200, """{"data":[{"id":"old","name":"alrt-1","status":"completed"},{"id":"conf-7","name":"alrt-1","status":"in_progress"}]}"""),
            join: (200, """{"data":{"result":"ok"}}"""));
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Create, CancellationToken.None)).ShouldBe(TelephonyResult.Accepted("conf-7"));

        server.Requests.Select(r => $"{r.Method} {r.Target}").ShouldBe([
            "POST /v2/conferences",
            "GET /v2/conferences?filter%5Bname%5D=alrt-1",
            "POST /v2/conferences/conf-7/actions/join"]);
        server.Requests[2].Text("call_control_id").ShouldBe(Commands.Leg);
        server.Requests[2].Text("command_id").ShouldNotBe(server.Requests[0].Text("command_id"));
    }

    [Fact]
    public async Task Create_RepeatAfterLostAnswer_IsInTheConferenceAlready()
    {
        await using var server = await ServerAsync(
            create: (422, InUse),
            list: (200, """{"data":[{"id":"conf-7","name":"alrt-1","status":"init"}]}"""),
            join: (422, """{"errors":[{"code":"90044","title":"already joined"}]}"""));
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Create, CancellationToken.None)).ShouldBe(TelephonyResult.Accepted("conf-7"));
    }

    [Theory]
    [InlineData(422, "90019", TelephonyOutcome.Transient)]
    [InlineData(404, "90058", TelephonyOutcome.Transient)]
    [InlineData(422, "90018", TelephonyOutcome.Gone)]
    [InlineData(422, "90032", TelephonyOutcome.Permanent)]
    [InlineData(500, "10007", TelephonyOutcome.Transient)]
    public async Task Create_JoiningInsteadFails_SaysWhatCanBeDone(int status, string code, TelephonyOutcome expected)
    {
        await using var server = await ServerAsync(
            create: (422, InUse),
            list: (200, """{"data":[{"id":"conf-7","name":"alrt-1","status":"in_progress"}]}"""),
            join: (status, $$"""{"errors":[{"code":"{{code}}","title":"no"}]}"""));
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Create, CancellationToken.None)).Outcome.ShouldBe(expected);
    }

    [Theory]
    [InlineData("90033", """{"data":[]}""", TelephonyOutcome.Transient)]
    [InlineData("90033", """{"data":[{"id":"x","name":"ALRT-1","status":"in_progress"}]}""", TelephonyOutcome.Transient)]
    [InlineData("90033", """{"data":[null,{"name":"alrt-1","status":"in_progress"}]}""", TelephonyOutcome.Transient)]
    [InlineData("10016", """{"data":[]}""", TelephonyOutcome.Permanent)]
    public async Task Create_RefusedWithoutALiveOne_KeepsTheRefusal(string code, string list, TelephonyOutcome expected)
    {
        await using var server = await ServerAsync(
            create: (422, $$"""{"errors":[{"code":"{{code}}","title":"no"}]}"""), list: (200, list), join: (500, ""));
        await using var host = new TelnyxHost(server.BaseUrl);

        var result = await host.Telephony.ExecuteAsync(Commands.Create, CancellationToken.None);

        result.Outcome.ShouldBe(expected);
        result.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData(503, "", TelephonyOutcome.Transient)]
    [InlineData(200, "garbage", TelephonyOutcome.Transient)]
    [InlineData(403, "", TelephonyOutcome.Permanent)]
    public async Task Create_ListCannotBeRead_IsTriedAgain(int status, string body, TelephonyOutcome expected)
    {
        await using var server = await ServerAsync(create: (422, InUse), list: (status, body), join: (500, ""));
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Create, CancellationToken.None)).Outcome.ShouldBe(expected);
    }

    [Fact]
    public async Task Create_LegGone_AsksNobodyElse()
    {
        await using var server = await ServerAsync(create: (422, """{"errors":[{"code":"90018"}]}"""), list: (500, ""), join: (500, ""));
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Create, CancellationToken.None)).Outcome.ShouldBe(TelephonyOutcome.Gone);
        server.Requests.Length.ShouldBe(1);
    }

    private static Task<CannedServer> ServerAsync((int Status, string Body) create, (int Status, string Body) list, (int Status, string Body) join) =>
        CannedServer.StartAsync((request, context) =>
        {
            var (status, body) = request.Method == HttpMethods.Get ? list : request.Target.EndsWith("/join", StringComparison.Ordinal) ? join : create;
            return CannedServer.AnswerAsync(context, status, body);
        });
}
