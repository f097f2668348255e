using System.Collections.Immutable;
using FleetActors.Storage;
using FleetActors.Telephony;
using Orleans.Placement;
using Orleans.Storage;

namespace FleetActors.Calls;

/// <summary>
/// Reads the clock once, decides, writes, then acts. What it decides is in <see cref="CallDecider"/>; how it acts in <see cref="CallErrands"/>. The parts of this
/// class: here its life; <c>.Hearing</c> takes in the caller's voice; <c>.Log</c> is what it says.
/// </summary>
[Immovable(ImmovableKind.Rebalancer), PreferLocalPlacement]
internal sealed partial class CallGrain(
    [PersistentState(StorageNames.Call, StorageNames.Fleet)] IPersistentState<CallState> stored,
    CallServices services) : Grain, ICallGrain, ICallWork, IAsyncDisposable
{
    private static readonly TimeSpan RelateInterval = TimeSpan.FromSeconds(10);

    private readonly Durable<CallState> _durable = new(stored);
    private readonly Queue<CommandReturned> _unstoredResults = [];
    private readonly EarlyEvents _early = new();
    private CallErrands _errands = null!;
    private DateTimeOffset _relatedAt;

    private CallState State => _durable.State;

    private string CallId => CallGrainFactoryExtensions.CallIdOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var work = this.AsReference<ICallWork>();
        _ear = new CallEar(CallId, State.Heard, State.Stream.Id is null ? null : State.Heard.SoundAt ?? State.SignOfLifeAt, services, new SpeechSink(work));
        _errands = new CallErrands(services, GrainFactory, this.AsReference<ICallGrain>(), work, _ear);
        _keptAt = _relatedAt = services.Clock.UtcNow;
        if (State.Exists)
        {
            _errands.Resume(State);
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotKept(services.Log, exception, CallId);
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _errands?.Dispose();
        if (_ear is not null)
        {
            await _ear.DisposeAsync();
        }
    }

    public async Task OnEventAsync(InboundCallEvent inboundEvent)
    {
        if (!State.Exists && inboundEvent is not { Kind: InboundCallEventKind.Initiated, LegId: null })
        {
            _early.Keep(inboundEvent);
            return;
        }

        if (inboundEvent is { Kind: InboundCallEventKind.Transcription, LegId: null, Words: { } words })
        {
            await OnProviderWordsAsync(inboundEvent.EventId, words);
            return;
        }

        await RunAsync(new TakeEvent(CallId, inboundEvent, StreamTokens.Hash(_errands.Token)));
        await CatchUpAsync();
    }

    public async Task OpenCallbackAsync(CallbackCall callback)
    {
        await RunAsync(new OpenCallback(callback, StreamTokens.Hash(_errands.Token)));
        await CatchUpAsync();
    }

    public Task<CallView?> GetAsync() => Task.FromResult(State.Exists ? CallViews.ToView(State, Heard, withTimeline: true) : null);

    public Task<CallPacket?> GetPacketAsync() => Task.FromResult(State.Packet);

    public async Task<CallActionResult> JoinAsync(JoinCall join) => (await RunAsync(new Join(join))).Answer ?? CallActionResult.NotFound;

    public async Task OnCommandResultAsync(string effectId, TelephonyResult result, DateTimeOffset sentAt)
    {
        if (State.Exists)
        {
            _errands.Hold(effectId);
            _unstoredResults.Enqueue(new CommandReturned(effectId, result, sentAt));
            await StoreResultsAsync();
        }
    }

    public async Task WakeAsync()
    {
        if (State.Exists)
        {
            await StoreResultsAsync();
            await KeepIfDueAsync();
            await RunAsync(new Tick());
        }
    }

    public Task OnProbedAsync(bool? isAlive) => RunAsync(new Probed(isAlive));

    public async Task OnRelatedAsync(ImmutableArray<RelatedAlert> alerts)
    {
        _relatedAt = services.Clock.UtcNow;
        _errands.Returned(CallEffects.IdFor(CallEffectKind.Relate, null));
        await RunAsync(new Related(alerts));
    }

    public async Task OnWorkedUpAsync(CallFindings findings)
    {
        await KeepAsync();
        await RunAsync(new WorkedUp(findings));
        _errands.Returned(CallEffects.IdFor(CallEffectKind.WorkUp, null));
    }

    public Task OnRecordingPlacedAsync(long firstSample) => RunAsync(new PlaceRecording(firstSample));

    public async Task OnRecordingFetchedAsync(ProviderRecordingResult result)
    {
        _errands.Returned(CallEffects.IdFor(CallEffectKind.FetchRecording, null));
        _ear.RecordingCame(result.Failure is null);
        await RunAsync(new RecordingFetched(result));
    }

    public async Task OnEffectDoneAsync(string effectId)
    {
        await RunAsync(new EffectDone(effectId));
        _errands.Returned(effectId);
    }

    public Task OnEffectFailedAsync(string effectId, string reason) => RunAsync(new EffectFailed(effectId, reason));

    public Task IssueTokenAsync(string hash) => RunAsync(new IssueToken(hash));

    private async Task CatchUpAsync()
    {
        while (_early.Next is { } next)
        {
            await RunAsync(new TakeEvent(CallId, next, null));
            _early.Remove(next);
        }
    }

    /// <summary>The one way to a new state. What the decision calls off is withdrawn before it is written; what it owes leaves after.</summary>
    private async Task<CallDecision> RunAsync(CallCommand command)
    {
        var decision = CallDecider.Decide(State, command, services.Rules, services.Clock.UtcNow);
        if (decision.Facts.IsEmpty)
        {
            _errands.Pursue(State);
            return decision;
        }

        await _errands.WithdrawAsync(State, decision.State);
        try
        {
            await _durable.ReplaceAsync(decision.State);
        }
        finally
        {
            _errands.Pursue(State);
        }

        return decision;
    }

    /// <summary>A result is known only here: if it cannot be stored now it is kept and stored later.</summary>
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
                LogResultNotStored(services.Log, exception, CallId, result.EffectId);
                _errands.WakeSoon();
                return;
            }

            _unstoredResults.Dequeue();
            _errands.Returned(result.EffectId);
            _errands.Pursue(State);
        }
    }
}
