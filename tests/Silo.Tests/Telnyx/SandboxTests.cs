using FleetActors.Telephony;

namespace FleetActors.Telnyx;

/// <summary>The adapter against the sandbox, which knows Telnyx's rules: required fields, codes, states.</summary>
public sealed class SandboxTests
{
    private const string Phone = "+15550100300";
    private const string Other = "+15550100301";

    [Fact]
    public async Task Message_ToAPhone_Arrives()
    {
        await using var sandbox = await SandboxServer.StartAsync();

        var result = await ExecuteAsync(sandbox, new SendMessage(Guid.NewGuid(), Phone, "[LOW] Fleet Alert: warm. Reply ACK 417", "ref"));

        (result.Outcome, result.Id.ShouldNotBeNull().Length).ShouldBe((TelephonyOutcome.Accepted, 36));
        (await sandbox.PhoneAsync(Phone)).GetProperty("messages")[0].GetProperty("text").GetString().ShouldBe("[LOW] Fleet Alert: warm. Reply ACK 417");
    }

    [Fact]
    public async Task Message_ToSomebodyWhoSaidStop_IsRefusedForGood()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        await ExecuteAsync(sandbox, new SendMessage(Guid.NewGuid(), Phone, "one", "ref"));
        await sandbox.ActAsync(Phone, "sms", new { text = "STOP" });

        var result = await ExecuteAsync(sandbox, new SendMessage(Guid.NewGuid(), Phone, "two", "ref"));

        (result.Outcome, result.Code).ShouldBe((TelephonyOutcome.Permanent, "40300"));
    }

    [Fact]
    public async Task Call_FromDialToHangup_GoesThrough()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var dialled = await ExecuteAsync(sandbox, NewDial(Phone));
        var leg = dialled.Id.ShouldNotBeNull(dialled.ToString());

        (await ExecuteAsync(sandbox, Gather(leg))).Code.ShouldBe("90034");
        (await ExecuteAsync(sandbox, new StopGather(Guid.NewGuid(), leg))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        await sandbox.ActAsync(Phone, "answer");
        (await ExecuteAsync(sandbox, Gather(leg))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await ExecuteAsync(sandbox, new StopGather(Guid.NewGuid(), leg))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await ExecuteAsync(sandbox, new Speak(Guid.NewGuid(), leg, "s", "Goodbye."))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await ExecuteAsync(sandbox, new Hangup(Guid.NewGuid(), leg))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await ExecuteAsync(sandbox, new Hangup(Guid.NewGuid(), leg))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        (await ExecuteAsync(sandbox, Gather(leg))).Outcome.ShouldBe(TelephonyOutcome.Gone);
    }

    [Fact]
    public async Task Dial_LostAnswer_IsFoundByItsClientStateAndRingsOnce()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        await sandbox.BehaveAsync(new { faults = new[] { new { path = "/calls", lost_answer = true, next = 1 } } });
        var dial = NewDial(Phone);

        (await ExecuteAsync(sandbox, dial)).Outcome.ShouldBe(TelephonyOutcome.AnswerLost);
        var found = await sandbox.Host.Telephony.FindLiveCallAsync(dial.ClientState, CancellationToken.None);
        await ExecuteAsync(sandbox, dial);

        var calls = (await sandbox.PhoneAsync(Phone)).GetProperty("calls");
        calls.GetArrayLength().ShouldBe(1);
        found.ShouldBe(new LiveCall(calls[0].GetProperty("call_control_id").GetString()!, dial.ClientState));
        (await sandbox.Host.Telephony.FindLiveCallAsync("another", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task FindLiveCall_AmongHundreds_TurnsThePages()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var dials = Enumerable.Range(0, 600).Select(i => NewDial($"+1555020{i:0000}")).ToArray();
        foreach (var dial in dials)
        {
            (await ExecuteAsync(sandbox, dial)).Outcome.ShouldBe(TelephonyOutcome.Accepted);
        }

        foreach (var dial in new[] { dials[0], dials[300], dials[^1] })
        {
            (await sandbox.Host.Telephony.FindLiveCallAsync(dial.ClientState, CancellationToken.None)).ShouldNotBeNull();
        }

        (await sandbox.Host.Telephony.FindLiveCallAsync("nobody", CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(429, TelephonyOutcome.Transient)]
    [InlineData(500, TelephonyOutcome.Transient)]
    [InlineData(503, TelephonyOutcome.Transient)]
    [InlineData(403, TelephonyOutcome.Transient)]
    [InlineData(401, TelephonyOutcome.Permanent)]
    [InlineData(422, TelephonyOutcome.Permanent)]
    public async Task Dial_RefusedBySandboxFault_IsClassified(int status, TelephonyOutcome expected)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        await sandbox.BehaveAsync(new { faults = new[] { new { status } } });

        (await ExecuteAsync(sandbox, NewDial(Phone))).Outcome.ShouldBe(expected);
        (await sandbox.PhoneAsync(Phone)).GetProperty("calls").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Conference_TwoLegsCreateAtOnce_MeetInOne()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var first = await AnsweredAsync(sandbox, Phone);
        var second = await AnsweredAsync(sandbox, Other);
        for (var round = 0; round < 50; round++)
        {
            var name = $"alrt-{round}";
            var results = await Task.WhenAll(
                Task.Run(() => ExecuteAsync(sandbox, new CreateConference(Guid.NewGuid(), name, first, "a"))),
                Task.Run(() => ExecuteAsync(sandbox, new CreateConference(Guid.NewGuid(), name, second, "b"))));

            results.ShouldAllBe(result => result.Outcome == TelephonyOutcome.Accepted);
            results.Select(result => result.Id).Distinct().ShouldHaveSingleItem();
            (await ExecuteAsync(sandbox, new JoinConference(Guid.NewGuid(), results[0].Id!, second, "b"))).ShouldBe(TelephonyResult.Accepted(results[0].Id));
            (await ExecuteAsync(sandbox, new EndConference(Guid.NewGuid(), results[0].Id!))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
            (await ExecuteAsync(sandbox, new EndConference(Guid.NewGuid(), results[0].Id!))).Outcome.ShouldBe(TelephonyOutcome.Accepted);
            (await ExecuteAsync(sandbox, new JoinConference(Guid.NewGuid(), results[0].Id!, second, "b"))).Outcome.ShouldBe(TelephonyOutcome.Gone);

            // Ending a conference hangs its legs up.
            first = await AnsweredAsync(sandbox, Phone);
            second = await AnsweredAsync(sandbox, Other);
        }
    }

    [Fact]
    public async Task Command_WrongKey_IsRefusedForGood()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        await using var stranger = new TelnyxHost(
            sandbox.Host.Service<Microsoft.Extensions.Options.IOptions<TelnyxOptions>>().Value.BaseUrl, null, ("TELNYX_API_KEY", "wrong"));

        var result = await stranger.Telephony.ExecuteAsync(NewDial(Phone), CancellationToken.None);

        (result.Outcome, result.Code).ShouldBe((TelephonyOutcome.Permanent, "10009"));
    }

    [Theory]
    [InlineData("ok", true)]
    [InlineData("fenced", true)]
    [InlineData("thinking", true)]
    [InlineData("array", true)]
    [InlineData("text", false)]
    [InlineData("truncated", false)]
    [InlineData("fail", false)]
    public async Task Classify_EveryMoodOfTheSandbox_IsSurvived(string mode, bool isRead)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        await sandbox.BehaveAsync(new { ai = new { mode } });

        var answer = await sandbox.Host.Classifier.ClassifyAsync(
            """{"device_id":"truck-7","sensor":"temperature","value":91.5,"threshold":80}""", CancellationToken.None);

        (answer.Failure is null).ShouldBe(isRead, answer.ToString());
        (answer.Severity is not null).ShouldBe(isRead);
    }

    private static async Task<string> AnsweredAsync(SandboxServer sandbox, string number)
    {
        var result = await ExecuteAsync(sandbox, NewDial(number));
        await sandbox.ActAsync(number, "answer");
        return result.Id.ShouldNotBeNull(result.ToString());
    }

    private static Dial NewDial(string number) => new(Guid.NewGuid(), number, $"alrt-1/{number}/{Guid.NewGuid():N}", TimeSpan.FromSeconds(600));

    private static GatherUsingSpeak Gather(string leg) => new(Guid.NewGuid(), leg, "s", "Fleet alert.", "1239", 2, TimeSpan.FromSeconds(60));

    private static Task<TelephonyResult> ExecuteAsync(SandboxServer sandbox, TelephonyCommand command) =>
        sandbox.Host.Telephony.ExecuteAsync(command, CancellationToken.None);
}
