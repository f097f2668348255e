using FleetActors.TestKit;

namespace FleetActors.Telephony;

/// <summary>A dial whose answer was lost rings once.</summary>
public sealed class CommandSenderTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeTelephony _telephony = new();

    [Fact]
    public async Task Send_FirstTime_IsSentUnasked()
    {
        var sent = await SendAsync(Requests.Dial("d"));

        sent.Result.Outcome.ShouldBe(TelephonyOutcome.Accepted);
        sent.SentAt.ShouldBe(_clock.Now);
        _telephony.LookedUp.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_YoungRepeat_IsSentAgainUnderItsId()
    {
        var request = Requests.Dial("d", firstSentAt: _clock.Now - TimeSpan.FromSeconds(49.9));

        await SendAsync(request);

        _telephony.LookedUp.ShouldBeEmpty();
        _telephony.Executed.ShouldBe([request.Command]);
    }

    [Fact]
    public async Task Send_OldRepeatThatRang_IsNotDialledAgain()
    {
        var first = _clock.Now - TimeSpan.FromSeconds(61);
        _telephony.Find = state => new LiveCall("v3:there", state);

        var sent = await SendAsync(Requests.Dial("d", firstSentAt: first));

        sent.ShouldBe(new SentCommand(TelephonyResult.Accepted("v3:there"), first));
        _telephony.LookedUp.ShouldBe(["alrt-1/d"]);
        _telephony.Executed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_OldRepeatThatNeverRang_IsDialled()
    {
        var request = Requests.Dial("d", firstSentAt: _clock.Now - TimeSpan.FromSeconds(50));

        var sent = await SendAsync(request);

        sent.SentAt.ShouldBe(_clock.Now);
        _telephony.LookedUp.Length.ShouldBe(1);
        _telephony.Executed.ShouldBe([request.Command]);
    }

    [Fact]
    public async Task Send_OldRepeatAndProviderAway_IsNotRisked()
    {
        _telephony.Find = _ => throw new TelephonyUnavailableException("away");

        var sent = await SendAsync(Requests.Dial("d", firstSentAt: _clock.Now - TimeSpan.FromMinutes(5)));

        sent.Result.ShouldBe(TelephonyResult.Transient(null, "away"));
        _telephony.Executed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_OldRepeatOfAnotherCommand_IsSent()
    {
        await SendAsync(Requests.Message("m") with { FirstSentAt = _clock.Now - TimeSpan.FromMinutes(5) });
        await SendAsync(Requests.Hangup("h") with { FirstSentAt = _clock.Now - TimeSpan.FromMinutes(5) });

        _telephony.LookedUp.ShouldBeEmpty();
        _telephony.Executed.Length.ShouldBe(2);
    }

    private Task<SentCommand> SendAsync(OutboundRequest request) =>
        new CommandSender(_telephony, new OutboundOptions().RepeatWindow, _clock).SendAsync(request, CancellationToken.None);
}
