using FleetActors.Cluster;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

public sealed class AlertGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private FleetCluster _cluster = null!;
    private readonly TaskCompletionSource _withdrawalBegan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainContext? _outbound;
    private volatile TaskCompletionSource? _withdrawal;

    private World World => _cluster.World;

    public async Task InitializeAsync() => _cluster = await FleetCluster.StartAsync(new World { BeforeCall = SeeAsync });

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Open_Medium_IsStoredThenTextsAndDials()
    {
        var (id, _) = await OpenAsync(Severity.Medium);

        World.Store.Alerts().Single().AlertId.ShouldBe(id);
        var text = (await World.Telephony.WaitForAsync<SendMessage>(1)).Single();
        text.To.ShouldBe(World.OnCall);
        text.Text.ShouldStartWith("[MEDIUM] Fleet Alert: It is 91 degrees. Reply ACK ");
        var dial = (await World.Telephony.WaitForAsync<Dial>(1)).Single();
        LegState.TryParse(dial.ClientState, out var leg).ShouldBeTrue();
        leg.AlertId.ShouldBe(id);
    }

    [Fact]
    public async Task Open_SameIdTwice_IsOneAlert()
    {
        var (id, first) = await OpenAsync(Severity.Low);
        var second = await Alert(id).OpenAsync(Story.Report(Severity.Low));

        second.ShouldBe(first);
        World.Store.Alerts().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Open_NoSeverity_InferenceDecides()
    {
        World.Classifier.Answer = _ => new ClassifierAnswer("HIGH", "engine", "The engine is hot.", "Stop", 5, """{"severity":"HIGH"}""", null);
        var (_, result) = await OpenAsync(Severity.Unknown, summary: null);

        result.Severity.ShouldBe(Severity.Critical);
        result.ClassifiedBy.ShouldBe("inference");
        result.Briefing.ShouldBe("The engine is hot.");
        result.Channel.ShouldBe("conference");
    }

    [Fact]
    public async Task Open_InferenceFails_IsMediumWithTheSensorData()
    {
        var (_, result) = await OpenAsync(Severity.Unknown, summary: null);

        result.Severity.ShouldBe(Severity.Medium);
        result.ClassifiedBy.ShouldBe("fallback");
        result.Briefing.ShouldStartWith("Unclassified alert from sensor: {");
        result.Action.ShouldBe("SMS + call to on-call engineer");
    }

    [Fact]
    public async Task AnsweredAndKeyOne_IsAcknowledgedAndNothingMoreLeaves()
    {
        var (id, _) = await OpenAsync(Severity.Medium);
        var leg = await RingingLegAsync();

        (await Alert(id).OnCallEventAsync(Event(leg, CallEventKind.Answered))).ShouldBe(CallEventReply.Briefing);
        (await World.Telephony.WaitForAsync<GatherUsingSpeak>(1)).Single().Text.ShouldStartWith("Fleet alert. It is 91 degrees.");
        await Alert(id).OnCallEventAsync(Event(leg, CallEventKind.GatherEnded, "1", "valid"));

        var view = (await Alert(id).GetAsync())!;
        view.Status.ShouldBe(AlertStatus.Acknowledged);
        view.Acknowledged!.Via.ShouldBe("call");
        World.Clock.Advance(TimeSpan.FromHours(6));
        await Alert(id).WakeAsync();
        World.Telephony.Commands.OfType<Dial>().Count().ShouldBe(1);
        World.Telephony.Commands.OfType<SendMessage>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Unanswered_TimerPagesTheDispatcher()
    {
        var (id, _) = await OpenAsync(Severity.Medium);
        var leg = await RingingLegAsync();
        await Alert(id).OnCallEventAsync(Event(leg, CallEventKind.Hangup, detail: "call_rejected"));

        World.Clock.Advance(TimeSpan.FromMinutes(2));

        var dials = await World.Telephony.WaitForAsync<Dial>(2);
        dials[1].To.ShouldBe(World.Dispatcher);
    }

    [Fact]
    public async Task StorageFails_OpenIsRefusedAndNothingLeaves()
    {
        World.Store.FailNextWrites(1);
        await Should.ThrowAsync<Exception>(() => OpenAsync(Severity.Medium));
        World.Telephony.Commands.ShouldBeEmpty();
        World.Store.Alerts().ShouldBeEmpty();
    }

    [Fact]
    public async Task StorageFailsWhenAResultArrives_ResultIsKeptAndTheCommandNotSentAgain()
    {
        World.Telephony.Answer = command =>
        {
            World.Store.FailNextWrites(1);
            return TelephonyResult.Accepted("m1");
        };
        var (id, _) = await OpenAsync(Severity.Low);
        await World.Telephony.WaitForAsync<SendMessage>(1);

        await World.Store.WriteFailed.WaitAsync(Patience);

        // The second until the retry begins in the turn whose write failed, so the clock moves in small steps until it has passed.
        var until = World.Clock.Now.AddSeconds(20);
        await EventuallyAsync(id, view =>
        {
            if (World.Clock.Now < until)
            {
                World.Clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            return view.Attempts[0].State == "sent";
        });
        World.Telephony.Commands.OfType<SendMessage>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Restart_OwedDialGoesOutWithTheSameIdentity()
    {
        World.Telephony.Answer = command => command is Dial ? TelephonyResult.Transient("503", "away") : TelephonyResult.Accepted("m1");
        var (_, _) = await OpenAsync(Severity.Medium);
        var first = (await World.Telephony.WaitForAsync<Dial>(1))[0];
        World.Telephony.Answer = null;

        await RestartAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(40));

        var dials = await World.Telephony.WaitForAsync<Dial>(2);
        dials[1].CommandId.ShouldBe(first.CommandId);
        dials[1].ClientState.ShouldBe(first.ClientState);
    }

    [Fact]
    public async Task Restart_StepThatCameDueMeanwhile_RunsOnce()
    {
        var (id, _) = await OpenAsync(Severity.Medium);
        var leg = await RingingLegAsync();
        await Alert(id).OnCallEventAsync(Event(leg, CallEventKind.Hangup, detail: "timeout"));
        await EventuallyAsync(id, view => view.Attempts.All(attempt => attempt.EndedAt is not null));

        await RestartAsync(whileDown: () => World.Clock.Advance(TimeSpan.FromMinutes(3)));

        (await World.Telephony.WaitForAsync<Dial>(2))[1].To.ShouldBe(World.Dispatcher);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Alert(id).WakeAsync()));
        World.Telephony.Commands.OfType<Dial>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Restart_TextMayHaveLeft_WaitsForItsReportThoughNoTimeHasPassed()
    {
        World.Store.FailWhen = static state => state is AlertState { Attempts: var attempts } && attempts.Any(attempt => attempt.SentAt is not null);
        var (id, _) = await OpenAsync(Severity.Low);
        await World.Telephony.WaitForAsync<SendMessage>(1);
        await World.Store.WriteFailed;

        await RestartAsync(whileDown: () => World.Store.FailWhen = null);
        await Alert(id).WakeAsync();
        await Alert(id).OnMessageReportAsync(new MessageReport("r1", "a1.sms", "m1", "delivered", null));
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await Alert(id).WakeAsync();

        // Once the next text has left, a second one of the first alert would have too.
        var other = AlertId.New(World.Clock.Now);
        await Alert(other).OpenAsync(Story.Report(Severity.Low) with { DedupKey = "another" });
        await World.Telephony.WaitForAsync<SendMessage>(1, text => text.Reference.StartsWith(other, StringComparison.Ordinal));
        World.Telephony.Commands.OfType<SendMessage>().Count(text => text.Reference.StartsWith(id, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Restart_AcknowledgedAlert_StaysQuiet()
    {
        var (id, _) = await OpenAsync(Severity.Medium);
        await RingingLegAsync();
        await Alert(id).AcknowledgeAsync(new OperatorAction("ada", "api", null));
        await World.Telephony.WaitForAsync<Hangup>(1);
        var before = World.Telephony.Commands.Count(command => command is Dial or SendMessage);

        await RestartAsync(whileDown: () => World.Clock.Advance(TimeSpan.FromHours(1)));
        await Alert(id).WakeAsync();

        World.Telephony.Commands.Count(command => command is Dial or SendMessage).ShouldBe(before);
        (await Alert(id).GetAsync())!.Status.ShouldBe(AlertStatus.Acknowledged);
    }

    [Fact]
    public async Task Raise_SameDedupKeyAtOnce_IsOneAlert()
    {
        var report = Story.Report();
        var dedup = _cluster.Grains.GetGrain<IDedupGrain>(report.DedupKey!);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => dedup.RaiseAsync(report)));

        results.Select(result => result.AlertId).Distinct().Count().ShouldBe(1);
        results.Count(result => !result.Deduplicated).ShouldBe(1);
        (await Alert(results[0].AlertId).GetAsync())!.Occurrences.ShouldBe(20);
    }

    [Fact]
    public async Task Raise_AfterResolve_OpensANewAlert()
    {
        var report = Story.Report();
        var dedup = _cluster.Grains.GetGrain<IDedupGrain>(report.DedupKey!);
        var first = await dedup.RaiseAsync(report);
        await Alert(first.AlertId).ResolveAsync(new OperatorAction("ada", "api", null));

        (await dedup.RaiseAsync(report)).AlertId.ShouldNotBe(first.AlertId);
    }

    [Fact]
    public async Task OutboundLosesItsQueue_WokenAlertSendsAgainUnderTheSameIdentity()
    {
        var (_, id) = await WithDialInTheQueueAsync();
        World.Telephony.Answer = null;

        await _cluster.DeactivateAsync(_cluster.Grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount));
        World.Clock.Advance(TimeSpan.FromSeconds(6));
        var until = World.Clock.Now.AddSeconds(20);
        await EventuallyAsync(id, view =>
        {
            if (World.Clock.Now < until)
            {
                World.Clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            return World.Telephony.Commands.OfType<Dial>().Any(dial => IsFor(dial, id));
        }, wake: true);
        World.Telephony.Commands.OfType<Dial>().Count(dial => IsFor(dial, id)).ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task SiloDrainsWhileTextIsOnItsWay_AlertReadBackElsewhere_DoesNotSendItAgain(int secondsLater)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        World.Telephony.Before = _ => answered.Task;
        var (id, _) = await OpenAsync(Severity.Low);
        await World.Telephony.WaitForAsync<SendMessage>(1);
        await _cluster.DeactivateAsync(Alert(id));
        var draining = _cluster.DeactivateAsync(_cluster.Grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount));
        await Alert(id).WakeAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        await Alert(id).WakeAsync();

        World.Telephony.Before = null;
        answered.SetResult();
        await draining;

        await EventuallyAsync(id, view => view.Attempts.All(attempt => attempt.State != "queued"));
        // Whatever was handed on meanwhile has been answered when this is.
        (await _cluster.Grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount).HoldsAsync(id, "a1.sms")).ShouldBeFalse();
        World.Clock.Advance(TimeSpan.FromSeconds(10));
        await Alert(id).WakeAsync();
        World.Telephony.Commands.OfType<SendMessage>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Acknowledge_TheOutboundGrainWasOutOfReachTheFirstTime_TheRepeatCallsThePageBack()
    {
        var (first, id) = await WithDialInTheQueueAsync();
        _withdrawal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ada = new OperatorAction("ada", "api", null);
        var acknowledging = Alert(id).AcknowledgeAsync(ada);
        await _withdrawalBegan.Task.WaitAsync(Patience);
        for (var step = 0; step < 500 && !acknowledging.IsCompleted; step++)
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await Should.ThrowAsync<TimeoutException>(() => acknowledging);
        _withdrawal = null;

        (await Alert(id).AcknowledgeAsync(ada)).Outcome.ShouldBe(ActionOutcome.Done);
        World.Telephony.Answer = null;
        World.Clock.Advance(TimeSpan.FromMinutes(2));
        await EventuallyAsync(first, _ => World.Telephony.Commands.OfType<Dial>().Count() > 1, wake: true);
        World.Telephony.Commands.OfType<Dial>().ShouldNotContain(dial => IsFor(dial, id), "it was acknowledged");
    }

    [Fact]
    public async Task Acknowledge_WhileTheOutboundGrainDrainsThisAlertsText_FailsSoonAndHoldsWhenRepeated()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        World.Telephony.Before = _ => answered.Task;
        var (id, _) = await OpenAsync(Severity.Low);
        await World.Telephony.WaitForAsync<SendMessage>(1);
        _outbound!.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo shuts down."));
        var ada = new OperatorAction("ada", "api", null);

        var acknowledging = Alert(id).AcknowledgeAsync(ada);
        while (!acknowledging.IsCompleted)
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await Should.ThrowAsync<TimeoutException>(() => acknowledging);
        answered.SetResult();
        await _outbound.Deactivated.WaitAsync(Patience);
        (await Alert(id).AcknowledgeAsync(ada)).Outcome.ShouldBe(ActionOutcome.Done);
        World.Clock.Advance(TimeSpan.FromMinutes(5));
        await Alert(id).WakeAsync();
        World.Telephony.Commands.OfType<SendMessage>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Actions_OnUnknownAlert_SayNotFound()
    {
        var nobody = Alert(AlertId.New(World.Clock.Now));
        (await nobody.GetAsync()).ShouldBeNull();
        (await nobody.AcknowledgeAsync(new OperatorAction("ada", "api", null))).Outcome.ShouldBe(ActionOutcome.NotFound);
        (await nobody.PlanAsync()).ShouldBeEmpty();
    }

    /// <summary>Opens two alerts: a pause imposed on the dial of the first keeps that of the second in the outbound queue.</summary>
    private async Task<(string First, string Second)> WithDialInTheQueueAsync()
    {
        World.Telephony.Answer = command => command is Dial ? TelephonyResult.Transient("429", "too many", TimeSpan.FromMinutes(1)) : TelephonyResult.Accepted("m1");
        var (first, _) = await OpenAsync(Severity.Medium);
        await World.Telephony.WaitForAsync<Dial>(1);
        var second = AlertId.New(World.Clock.Now);
        await Alert(second).OpenAsync(Story.Report(Severity.Medium) with { DedupKey = "another" });
        var outbound = _cluster.Grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount);
        var owed = World.Store.Alerts().Single(alert => alert.AlertId == second).Owed.Single(effect => effect.Kind == EffectKind.Dial);
        while (!await outbound.HoldsAsync(second, owed.Id))
        {
            await Task.Yield();
        }

        return (first, second);
    }

    private Task SeeAsync(IIncomingGrainCallContext call)
    {
        if (call.InterfaceMethod.Name == nameof(IOutboundGrain.EnqueueAsync))
        {
            _outbound = call.TargetContext;
        }

        if (call.InterfaceMethod.Name != nameof(IOutboundGrain.WithdrawAsync) || _withdrawal is not { } withdrawal)
        {
            return Task.CompletedTask;
        }

        _withdrawalBegan.TrySetResult();
        return withdrawal.Task;
    }

    private static bool IsFor(Dial dial, string alertId) => LegState.TryParse(dial.ClientState, out var leg) && leg.AlertId == alertId;

    private async Task<(string Id, RaiseResult Result)> OpenAsync(Severity severity, string? summary = "It is 91 degrees.")
    {
        var id = AlertId.New(World.Clock.Now);
        var result = await Alert(id).OpenAsync(Story.Report(severity) with { Summary = summary });
        return (id, result);
    }

    private async Task<LegState> RingingLegAsync()
    {
        var dial = (await World.Telephony.WaitForAsync<Dial>(1))[0];
        LegState.TryParse(dial.ClientState, out var leg).ShouldBeTrue();
        await EventuallyAsync(leg.AlertId, view => view.Attempts.All(attempt => attempt.State != "queued"));
        return leg;
    }

    private static CallEvent Event(LegState leg, CallEventKind kind, string? digits = null, string? detail = null) =>
        new(Guid.NewGuid().ToString(), kind, Story.Start, "leg", leg.AttemptId, leg.Prompt, digits, detail, AnsweredBy.Unknown, null);

    /// <summary>Asks the alert again after each of its writes: its answers are the signal, there is no sleep.</summary>
    /// <param name="wake">Do as a sweep does before asking.</param>
    private async Task EventuallyAsync(string id, Func<AlertView, bool> holds, bool wake = false)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            if (wake)
            {
                await Alert(id).WakeAsync();
            }

            if (await Alert(id).GetAsync() is { } view && holds(view))
            {
                return;
            }

            await Task.Yield();
        }

        throw new TimeoutException($"Alert {id} never came to the state awaited: {await Alert(id).GetAsync()}");
    }

    private async Task RestartAsync(Action? whileDown = null)
    {
        await _cluster.DisposeAsync();
        whileDown?.Invoke();
        _cluster = await FleetCluster.StartAsync(World);
    }

    private IAlertGrain Alert(string id) => _cluster.Grains.GetGrain<IAlertGrain>(id);
}
