using System.Collections.Immutable;
using FleetActors.Storage;
using FleetActors.Telephony;
using Orleans.Placement;
using Orleans.Storage;

namespace FleetActors.Alerts;

/// <summary>
/// Reads the clock once, decides, writes, then acts. What it decides is in <see cref="AlertDecider"/>; how it acts in <see cref="Errands"/>; whom there is to page it asks
/// in <c>.Booking</c>.
/// </summary>
[Immovable(ImmovableKind.Rebalancer), PreferLocalPlacement]
internal sealed partial class AlertGrain(
    [PersistentState(StorageNames.Alert, StorageNames.Fleet)] IPersistentState<AlertState> stored,
    AlertServices services) : Grain, IAlertGrain
{
    private readonly Durable<AlertState> _durable = new(stored);
    private readonly Queue<CommandResult> _unstoredResults = [];
    private Errands? _errands;

    private AlertState State => _durable.State;

    private Errands Errands => _errands ??= new Errands(services, GrainFactory, this.AsReference<IAlertGrain>());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (State.Exists)
        {
            Errands.Resume(State);
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _errands?.Dispose();
        return Task.CompletedTask;
    }

    public async Task<RaiseResult> OpenAsync(RaiseAlert request)
    {
        if (!State.Exists)
        {
            var asks = request.Severity == Severity.Unknown;
            var classification = asks
                ? Classifying.Decided(request, await services.AskInferenceAsync(request.SensorJson))
                : Classifying.Given(request);
            var policy = await services.Policies.ForAsync(request.FleetId, classification.Severity);
            var remark = request.SeverityText is { } word ? $"The severity '{word}' is not known; treated as medium." : null;
            var book = await BookAsync(policy, request.DeviceId, opens: true);
            await RunAsync(new Open(
                this.GetPrimaryKeyString(), request, classification, policy, remark, !asks && services.Options.AskInference, book));
            LogOpened(services.Log, State.AlertId, classification.Severity, policy.Id);
        }

        return AlertViews.ToResult(State, deduplicated: false);
    }

    public async Task<RaiseResult?> RepeatAsync(RaiseAlert request)
    {
        if (!State.Exists || State.Status == AlertStatus.Resolved)
        {
            return null;
        }

        var (policy, book) = await UpgradeAsync(request.Severity);
        await RunAsync(new Repeat(request, policy, book));
        return AlertViews.ToResult(State, deduplicated: true);
    }

    public Task<AlertView?> GetAsync() => Task.FromResult(State.Exists ? AlertViews.ToView(State, includeTimeline: true) : null);

    public async Task<ImmutableArray<PlannedPage>> PlanAsync() =>
        State.Exists ? AlertPlan.From(State, await BookAsync(State.Policy!, State.Report?.DeviceId)) : [];

    public Task<ActionResult> AcknowledgeAsync(OperatorAction action) => ActAsync(new Acknowledge(action));

    public async Task<ActionResult> EscalateAsync(OperatorAction action) =>
        State.Exists ? await ActAsync(new Escalate(action, await BookAsync(State.Policy!, State.Report?.DeviceId))) : NotFound();

    public Task<ActionResult> SnoozeAsync(OperatorAction action, DateTimeOffset until) => ActAsync(new Snooze(action, until));

    public Task<ActionResult> ResolveAsync(OperatorAction action) => ActAsync(new Resolve(action, TellsPaged: false));

    public Task<ActionResult> AddNoteAsync(OperatorAction action) => ActAsync(new AddNote(action));

    public async Task<bool> LinkCallAsync(CallLink link)
    {
        if (State.Exists)
        {
            await RunAsync(new LinkCall(link));
        }

        return State.Exists;
    }

    public Task<ActionResult> ClearAsync(string rule, string detail) =>
        ActAsync(new Resolve(new OperatorAction(rule, "rule", detail), TellsPaged: true));

    public async Task<CallEventReply> OnCallEventAsync(CallEvent callEvent)
    {
        if (!State.Exists)
        {
            return callEvent.Kind == CallEventKind.Hangup ? CallEventReply.CallEnded : CallEventReply.EventReceived;
        }

        // Only "escalate now" begins a step.
        var book = callEvent.Digits is ['2', ..] ? await BookAsync(State.Policy!, State.Report?.DeviceId) : PageBook.Empty;
        return (await RunAsync(new LegEvent(callEvent, book))).Reply;
    }

    public async Task OnMessageReportAsync(MessageReport report)
    {
        if (State.Exists)
        {
            await RunAsync(new DeliveryReport(report));
        }
    }

    public async Task OnCommandResultAsync(string effectId, TelephonyResult result, DateTimeOffset sentAt)
    {
        if (!State.Exists)
        {
            return;
        }

        Errands.Hold(effectId);
        _unstoredResults.Enqueue(new CommandResult(effectId, result, sentAt));
        await StoreResultsAsync();
    }

    public async Task OnClassifiedAsync(ClassificationAdvice advice)
    {
        if (State.Exists)
        {
            Errands.Returned(OwedEffect.ClassifyId);
            var (policy, book) = await UpgradeAsync(advice.Severity ?? Severity.Unknown);
            await RunAsync(new Advise(advice, policy, book));
        }
    }

    public async Task WakeAsync()
    {
        if (!State.Exists)
        {
            return;
        }

        await StoreResultsAsync();
        var book = IsStepDue() ? await BookAsync(State.Policy!, State.Report?.DeviceId) : null;
        await RunAsync(new Tick(book));
        if (book is null && IsStepDue())
        {
            // A leg given up has cut its step short, or the moment came while this was decided: the next look knows whom to page.
            Errands.WakeNow();
        }
    }

    private bool IsStepDue()
    {
        var now = services.Clock.UtcNow;
        return State.Escalation.DueAt <= now || State.SnoozedUntil <= now;
    }

    private async Task<ActionResult> ActAsync(AlertCommand command)
    {
        if (!State.Exists)
        {
            return NotFound();
        }

        var decision = await RunAsync(command);
        return decision.Refusal is { } refusal
            ? new ActionResult(refusal.Outcome, State.Status, refusal.Reason)
            : new ActionResult(ActionOutcome.Done, State.Status, null);
    }

    private static ActionResult NotFound() => new(ActionOutcome.NotFound, AlertStatus.Unknown, null);

    /// <summary>
    /// The one way to a new state. Pages that the decision calls off are withdrawn before it is written, so that none leaves afterwards;
    /// when the write fails they are still owed and leave again.
    /// </summary>
    private async Task<Decision> RunAsync(AlertCommand command)
    {
        var decision = AlertDecider.Decide(State, command, services.Clock.UtcNow);
        if (!decision.Entries.IsEmpty)
        {
            await Errands.WithdrawAsync(State, decision.State);
            try
            {
                await _durable.ReplaceAsync(decision.State);
            }
            finally
            {
                Errands.Pursue(State);
            }

            if (command is not Tick && State.MayPage && State.Escalation.DueAt <= State.UpdatedAt)
            {
                // A step was cut short, or its time came while something else was decided: the next one needs to know whom to page.
                Errands.WakeNow();
            }
        }
        else
        {
            Errands.Pursue(State);
        }

        return decision;
    }

    /// <summary>
    /// A result is known only here: if it cannot be stored now it is kept and stored later, because asking the provider again could page twice.
    /// </summary>
    private async Task StoreResultsAsync()
    {
        while (_unstoredResults.TryPeek(out var result))
        {
            try
            {
                await RunAsync(result);
            }
            catch (Exception exception) when (exception is not InconsistentStateException)
            {
                LogResultNotStored(services.Log, exception, State.AlertId, result.EffectId);
                Errands.WakeSoon();
                return;
            }

            Errands.Returned(result.EffectId);
            _unstoredResults.Dequeue();
        }
    }
}
