using System.Globalization;
using FleetActors.Alerts;
using FleetActors.Cluster;
using FleetActors.Telephony;

namespace FleetActors.OnCall;

public sealed class PhoneGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private FleetCluster _cluster = null!;
    private int _event;

    private World World => _cluster.World;

    private IPhoneGrain Phone => _cluster.Grains.GetGrain<IPhoneGrain>(World.OnCall);

    public async Task InitializeAsync() => _cluster = await FleetCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Receive_AckWithCode_AcknowledgesInTheContactsName()
    {
        var (id, code) = await PagedAsync();

        (await TextAsync($"ack {code} thanks")).ShouldBe(ReplyOutcome.Acted);

        var view = (await Alert(id).GetAsync())!;
        view.Status.ShouldBe(AlertStatus.Acknowledged);
        (view.Acknowledged!.By, view.Acknowledged.Via).ShouldBe(("On-call engineer", "sms"));
    }

    [Fact]
    public async Task Receive_EscWithCode_Escalates()
    {
        var (id, code) = await PagedAsync(Severity.Medium);

        (await TextAsync($"ESC {code}")).ShouldBe(ReplyOutcome.Acted);

        (await World.Telephony.WaitForAsync<SendMessage>(1, text => text.To == World.Dispatcher)).ShouldNotBeEmpty();
        (await Alert(id).GetAsync())!.Step.ShouldBe(2);
    }

    [Fact]
    public async Task Receive_EscAgainAfterItCouldNotBeNoted_EscalatesOnce()
    {
        var (id, code) = await PagedAsync(Severity.Medium);
        World.Store.FailWhen = static state => state is PhoneState;
        await Should.ThrowAsync<Exception>(() => Phone.ReceiveAsync("evt", $"ESC {code}"));
        World.Store.FailWhen = null;
        (await Alert(id).GetAsync())!.Step.ShouldBe(2);

        await RestartAsync();
        (await Phone.ReceiveAsync("evt", $"ESC {code}")).ShouldBe(ReplyOutcome.Acted);

        var view = (await Alert(id).GetAsync())!;
        (view.Round, view.Step).ShouldBe((1, 2));
        view.Timeline.Count(line => line.Text.StartsWith("Escalated by", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Receive_EscOfAnAnsweredAlert_SaysWhyNot()
    {
        var (id, code) = await PagedAsync(Severity.Medium);
        await Alert(id).AcknowledgeAsync(new OperatorAction("ada", "api", null));

        (await TextAsync($"ESC {code}")).ShouldBe(ReplyOutcome.NotUnderstood);

        (await HelpAsync(1))[0].Text.ShouldStartWith($"Fleet Alert {code}: ");
    }

    [Fact]
    public async Task Receive_OkWithOneOpenAlert_AcknowledgesIt()
    {
        var (id, _) = await PagedAsync();

        (await TextAsync("Ok!")).ShouldBe(ReplyOutcome.Acted);

        (await Alert(id).GetAsync())!.Status.ShouldBe(AlertStatus.Acknowledged);
    }

    [Fact]
    public async Task Receive_OkWithOneAnsweredAndOneWaiting_MeansTheWaitingOne()
    {
        var (first, code) = await PagedAsync();
        await TextAsync($"ACK {code}");
        var (second, _) = await PagedAsync(texts: 2);

        (await TextAsync("ok")).ShouldBe(ReplyOutcome.Acted);

        (await Alert(second).GetAsync())!.Status.ShouldBe(AlertStatus.Acknowledged);
        (await Alert(first).GetAsync())!.Status.ShouldBe(AlertStatus.Acknowledged);
    }

    [Fact]
    public async Task Receive_OkWithTwoWaiting_ListsTheirCodesAndAcknowledgesNeither()
    {
        var (first, firstCode) = await PagedAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var (second, secondCode) = await PagedAsync(texts: 2);

        (await TextAsync("ok")).ShouldBe(ReplyOutcome.NotUnderstood);

        (await HelpAsync(1))[0].Text.ShouldContain($"2 alerts are open: {secondCode}, {firstCode}.");
        (await Alert(first).GetAsync())!.Acknowledged.ShouldBeNull();
        (await Alert(second).GetAsync())!.Acknowledged.ShouldBeNull();
    }

    [Fact]
    public async Task Receive_OutboundDoesNotAnswer_TheTextIsTakenAllTheSame()
    {
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await FleetCluster.StartAsync(new World { BeforeCall = call => call.InterfaceMethod.Name == nameof(IOutboundGrain.EnqueueAsync) ? free.Task : Task.CompletedTask });

        var outcome = await slow.Grains.GetGrain<IPhoneGrain>(World.OnCall).ReceiveAsync("evt", "what?").WaitAsync(Patience);

        outcome.ShouldBe(ReplyOutcome.NotUnderstood);
        slow.World.Telephony.Commands.ShouldBeEmpty();
        free.SetResult();
        (await slow.World.Telephony.WaitForAsync<SendMessage>(1)).Single().To.ShouldBe(World.OnCall);
    }

    [Fact]
    public async Task Receive_RepeatedWebhook_ActsOnceAlsoAfterARestart()
    {
        var (id, code) = await PagedAsync(Severity.Medium);
        (await Phone.ReceiveAsync("evt", $"ESC {code}")).ShouldBe(ReplyOutcome.Acted);

        (await Phone.ReceiveAsync("evt", $"ESC {code}")).ShouldBe(ReplyOutcome.Duplicate);
        await RestartAsync();
        (await Phone.ReceiveAsync("evt", $"ESC {code}")).ShouldBe(ReplyOutcome.Duplicate);

        (await Alert(id).GetAsync())!.Step.ShouldBe(2);
    }

    [Fact]
    public async Task Receive_RepeatOfATextThatFittedTwo_DoesNotAnswerForTheOneLeft()
    {
        var (first, _) = await PagedAsync();
        var (second, _) = await PagedAsync(texts: 2);
        (await Phone.ReceiveAsync("evt", "ok")).ShouldBe(ReplyOutcome.NotUnderstood);
        await Alert(first).ResolveAsync(new OperatorAction("ada", "api", null));

        (await Phone.ReceiveAsync("evt", "ok")).ShouldBe(ReplyOutcome.Duplicate);

        (await Alert(second).GetAsync())!.Acknowledged.ShouldBeNull();
    }

    [Fact]
    public async Task Receive_CodeOfAResolvedAlert_ExplainsInsteadOfActing()
    {
        var (id, code) = await PagedAsync();
        await Alert(id).ResolveAsync(new OperatorAction("ada", "api", null));

        (await TextAsync($"ACK {code}")).ShouldBe(ReplyOutcome.NotUnderstood);

        (await HelpAsync(1))[0].Text.ShouldBe(HelpText.For([]));
    }

    [Fact]
    public async Task Receive_UnknownText_GetsOneHelpTextAnHourAlsoAcrossARestart()
    {
        (await TextAsync("who is this?")).ShouldBe(ReplyOutcome.NotUnderstood);
        (await TextAsync("hello?")).ShouldBe(ReplyOutcome.NotUnderstood);
        await HelpAsync(1);
        await RestartAsync();
        World.Clock.Advance(TimeSpan.FromMinutes(59));
        await TextAsync("hello??");
        World.Telephony.Commands.OfType<SendMessage>().Count().ShouldBe(1);

        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await TextAsync("hello???");
        (await HelpAsync(2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Receive_Stop_IsRememberedAndNothingIsTextedUntilStart()
    {
        (await Phone.AcceptsTextsAsync()).ShouldBeTrue();
        (await TextAsync("STOP")).ShouldBe(ReplyOutcome.OptOutChanged);
        await RestartAsync();

        (await Phone.AcceptsTextsAsync()).ShouldBeFalse();
        (await TextAsync("what?")).ShouldBe(ReplyOutcome.NotUnderstood);
        (await TextAsync("Start")).ShouldBe(ReplyOutcome.OptOutChanged);
        (await Phone.AcceptsTextsAsync()).ShouldBeTrue();
        World.Telephony.Commands.ShouldBeEmpty();

        await TextAsync("what?");
        (await HelpAsync(1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Receive_AckAfterStop_StillActs()
    {
        var (id, code) = await PagedAsync();
        await TextAsync("STOP");

        (await TextAsync($"ACK {code}")).ShouldBe(ReplyOutcome.Acted);

        (await Alert(id).GetAsync())!.Status.ShouldBe(AlertStatus.Acknowledged);
    }

    [Fact]
    public async Task Receive_StorageFails_ThrowsAndTheRepeatActs()
    {
        World.Store.FailNextWrites(1);
        await Should.ThrowAsync<Exception>(() => Phone.ReceiveAsync("evt", "STOP"));
        (await Phone.AcceptsTextsAsync()).ShouldBeTrue();

        (await Phone.ReceiveAsync("evt", "STOP")).ShouldBe(ReplyOutcome.OptOutChanged);
    }

    [Fact]
    public async Task Reserve_AfterARestart_KeepsTheCodesInUse()
    {
        var (id, code) = await PagedAsync();
        await RestartAsync();

        var others = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Phone.ReserveCodeAsync($"alrt-{i}").AsTask()));

        others.ShouldNotContain(code);
        others.Distinct().Count().ShouldBe(400);
        (await Phone.ReserveCodeAsync(id)).ShouldBe(code);
    }

    [Fact]
    public async Task Reserve_CodesOfAlertsLongGone_AreFreedWhenSpaceRunsLow()
    {
        var (id, code) = await PagedAsync();
        for (var i = 0; i < 330; i++)
        {
            await Phone.ReserveCodeAsync("alrt-gone-" + i.ToString(CultureInfo.InvariantCulture));
        }

        // The alerts above were never stored: after a while they count as gone, and the next reservations free their codes.
        World.Clock.Advance(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 440; i++)
        {
            (await Phone.ReserveCodeAsync("alrt-new-" + i.ToString(CultureInfo.InvariantCulture))).Length.ShouldBe(3);
        }

        (await Phone.ReserveCodeAsync(id)).ShouldBe(code);
    }

    [Fact]
    public async Task Receive_WhileItsAlertAsksForACode_NeitherWaitsForTheOther()
    {
        var paged = new List<(string Id, string Code)>();
        for (var i = 1; i <= 10; i++)
        {
            paged.Add(await PagedAsync(texts: i));
        }

        // After a restart an alert asks for its code anew when it escalates.
        await RestartAsync();
        var escalations = paged.Select(one => Alert(one.Id).EscalateAsync(new OperatorAction("ada", "api", null)));
        var replies = paged.Select(one => TextAsync($"ACK {one.Code}"));
        await Task.WhenAll([.. escalations, .. replies]).WaitAsync(Patience);

        foreach (var (id, _) in paged)
        {
            (await Alert(id).GetAsync())!.Status.ShouldBe(AlertStatus.Acknowledged);
        }
    }

    private async Task<(string Id, string Code)> PagedAsync(Severity severity = Severity.Low, int texts = 1)
    {
        var id = await OpenAsync(severity);
        await World.Telephony.WaitForAsync<SendMessage>(texts, text => text.To == World.OnCall);
        var view = (await Alert(id).GetAsync())!;
        return (id, view.Attempts.First(attempt => attempt.ReplyCode is not null).ReplyCode!);
    }

    private async Task<string> OpenAsync(Severity severity)
    {
        var id = AlertId.New(World.Clock.Now);
        await Alert(id).OpenAsync(Story.Report(severity) with { DedupKey = null });
        return id;
    }

    private Task<ReplyOutcome> TextAsync(string text) =>
        Phone.ReceiveAsync("evt-" + Interlocked.Increment(ref _event).ToString(CultureInfo.InvariantCulture), text);

    private Task<IReadOnlyList<SendMessage>> HelpAsync(int count) =>
        World.Telephony.WaitForAsync<SendMessage>(count, text => text.Text.StartsWith("Fleet Alert", StringComparison.Ordinal));

    private async Task RestartAsync()
    {
        await _cluster.DisposeAsync();
        _cluster = await FleetCluster.StartAsync(World);
    }

    private IAlertGrain Alert(string id) => _cluster.Grains.GetGrain<IAlertGrain>(id);
}
