using System.Collections.Immutable;
using FleetActors.Storage;
using FleetActors.Telephony;
using Orleans.Placement;
using Orleans.Storage;

namespace FleetActors.Calls;

/// <summary>
/// Reads the clock once, decides, writes, then acts. What it decides is in <see cref="CallDecider"/>; how it acts in <see cref="CallErrands"/>; how it listens in
/// <see cref="CallEar"/>.
/// </summary>
[PreferLocalPlacement]
internal sealed partial class CallGrain(
    [PersistentState(StorageNames.Call, StorageNames.Fleet)] IPersistentState<CallState> stored,
    CallServices services) : Grain, ICallGrain, ICallWork, IAsyncDisposable
{
    private const int MostEarly = 16;

    private readonly Queue<CommandReturned> _unstoredResults = [];
    private readonly List<InboundCallEvent> _early = [];
    private CallErrands _errands = null!;
    private CallEar _ear = null!;
    private DateTimeOffset _keptAt;

    private CallState State => stored.State;

    private string CallId => CallGrainFactoryExtensions.CallIdOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var work = this.AsReference<ICallWork>();
        _ear = new CallEar(CallId, State.Heard, State.Stream.Id is null ? null : State.SignOfLifeAt, services, new SpeechSink(work));
        _errands = new CallErrands(services, GrainFactory, this.AsReference<ICallGrain>(), work, _ear);
        _keptAt = services.Clock.UtcNow;
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
            KeepForLater(inboundEvent);
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

    public Task<StreamOpening> CheckTokenAsync(string token) => Task.FromResult(Check(token));

    public async Task<StreamOpening> OpenStreamAsync(StreamStart start)
    {
        if (Check(start.Token) is { Accepted: false } refusal)
        {
            return refusal;
        }

        if (!AudioFormats.IsSupported(start.Format, out var reason))
        {
            await RunAsync(new OpenStream(start.StreamId, "", reason));
            return StreamOpening.UnsupportedFormat;
        }

        await RunAsync(new OpenStream(start.StreamId, Words(start.Format), null));
        await _ear.OpenAsync(start.StreamId, start.Format, services.Clock.UtcNow);
        return StreamOpening.Welcome;
    }

    public async ValueTask<AudioReply> AcceptAudioAsync(AudioBatch batch)
    {
        if (!State.Exists || State.Packet is not null)
        {
            return State.Exists ? AudioReply.Ended : AudioReply.UnknownStream;
        }

        var reply = await _ear.HearAsync(batch, services.Clock.UtcNow);
        if (reply.Accepted)
        {
            await KeepIfDueAsync();
        }

        return reply;
    }

    public async Task CloseStreamAsync(StreamClose close)
    {
        await _ear.CloseAsync(close.StreamId);
        await KeepAsync();
        await RunAsync(new EndStream(close));
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

    public async Task OnSpeechAsync(SpeechEvent happened)
    {
        if (_ear.OnSpeech(happened))
        {
            JudgeLive();
        }

        await KeepIfDueAsync();
    }

    public Task OnProbedAsync(bool? isAlive) => RunAsync(new Probed(isAlive));

    public async Task OnRelatedAsync(ImmutableArray<RelatedAlert> alerts)
    {
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

    private Heard Heard => State.Packet is null ? _ear.Read() : State.Heard;

    private StreamOpening Check(string token) => !State.Exists ? StreamOpening.UnknownCall
        : !State.IsLive ? StreamOpening.Ended
        : StreamTokens.IsAmong(State.TokenHashes, token) ? StreamOpening.Welcome
        : StreamOpening.WrongToken;

    private static string Words(AudioFormat format) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{format.Encoding.ToString().ToUpperInvariant()} {format.SampleRate} Hz");

    private async Task OnProviderWordsAsync(string eventId, HeardWords words)
    {
        if (State.Packet is null && _ear.OnProviderWords(eventId, words))
        {
            JudgeLive();
            await KeepAsync();
        }
    }

    private void JudgeLive() =>
        _ear.Judge(services.Judge.Judge(WorkUp.Judged(State, _ear.Read(), services.Speech.IsEnabled, services.Clock.UtcNow)));

    /// <summary>An event that overtook the announcement waits for it; that of somebody else's call waits for nothing, and is forgotten.</summary>
    private void KeepForLater(InboundCallEvent inboundEvent)
    {
        if (_early.Count < MostEarly && _early.All(other => other.EventId != inboundEvent.EventId))
        {
            _early.Add(inboundEvent);
        }
    }

    private async Task CatchUpAsync()
    {
        while (_early.Count > 0)
        {
            var first = _early.MinBy(static e => (e.Kind == InboundCallEventKind.Hangup, e.OccurredAt))!;
            await RunAsync(new TakeEvent(CallId, first, null));
            _early.Remove(first);
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
            await stored.ReplaceAsync(decision.State);
        }
        finally
        {
            _errands.Pursue(State);
        }

        return decision;
    }

    private async Task KeepIfDueAsync()
    {
        var now = services.Clock.UtcNow;
        if (_ear.HasNews && now - _keptAt >= services.Options.KeepInterval)
        {
            _keptAt = now;
            if (State.IsLive && _ear.LastSoundAt is not null)
            {
                JudgeLive();
            }

            await KeepAsync();
        }
    }

    private async Task KeepAsync()
    {
        if (!State.Exists || !_ear.HasNews)
        {
            return;
        }

        var (heard, notes) = _ear.Take();
        try
        {
            await RunAsync(new Keep(heard, _ear.LastSoundAt ?? default, notes));
        }
        catch
        {
            _ear.PutBack(notes);
            throw;
        }
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
