using FleetActors.Dispatch;
using FleetActors.Telephony;
using FleetActors.Time;

namespace FleetActors.Calls;

/// <summary>
/// Carries a call's owed effects to the outside and wakes the call when the next thing is due. Holds only what a crash may forget: which effects are on their
/// way, and the last token. Runs on its grain's scheduler, never in parallel with it.
/// </summary>
internal sealed partial class CallErrands(CallServices services, IGrainFactory grains, ICallGrain self, ICallWork work, CallEar ear) : IDisposable
{
    /// <summary>A command on its way for longer than this is taken for lost and sent again under the same identity.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Longer than a work-up, or a recording, with all its limits takes.</summary>
    private static readonly TimeSpan WorkPatience = TimeSpan.FromMinutes(10);

    /// <summary>How long the last look for related alerts may hold up the packet.</summary>
    private static readonly TimeSpan RelatePatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>How long a turn of the call waits for the outbound grain, which may be ending, and waiting for that very turn.</summary>
    private static readonly TimeSpan WithdrawWait = TimeSpan.FromSeconds(2);

    private readonly WakeTimer _timer = new(services.Clock.Provider, self.WakeAsync, failure => LogNotWoken(services.Log, failure));
    private readonly Dictionary<string, DateTimeOffset> _onTheirWay = [];
    private readonly ProviderFetch _fetch = new(services, work, ear);
    private RelatedSearch? _search;
    private string? _token;
    private HashSet<string> _fromBefore = [];
    private DateTimeOffset? _soon;

    /// <summary>The token to announce a call with.</summary>
    public string Token => _token ??= StreamTokens.New();

    /// <summary>The call was read back from storage: what it owes may have been done by a process that did not live to write it down.</summary>
    public void Resume(CallState state)
    {
        _fromBefore = [.. state.Owed.Select(effect => effect.Id)];
        Pursue(state);
    }

    /// <summary>Sends what is owed and not on its way, and sets the timer.</summary>
    public void Pursue(CallState state)
    {
        var now = services.Clock.UtcNow;
        _soon = _soon <= now ? null : _soon;
        DateTimeOffset? held = null;
        foreach (var effect in state.Owed)
        {
            var patience = effect.Kind is CallEffectKind.WorkUp or CallEffectKind.FetchRecording ? WorkPatience : Patience;
            if (_onTheirWay.TryGetValue(effect.Id, out var since) && now - since < patience)
            {
                continue;
            }

            if (effect.NotBefore > now)
            {
                held = held is null || effect.NotBefore < held ? effect.NotBefore : held;
                continue;
            }

            _onTheirWay[effect.Id] = now;
            _ = SendAsync(state, effect);
        }

        SetTimer(state, held, now);
    }

    /// <summary>The effect's result is known but not stored yet: it must not be sent again, however long storing takes.</summary>
    public void Hold(string effectId) => _onTheirWay[effectId] = DateTimeOffset.MaxValue;

    /// <summary>The effect's result is stored.</summary>
    public void Returned(string effectId)
    {
        _onTheirWay.Remove(effectId);
        _fromBefore.Remove(effectId);
    }

    /// <summary>Looks for related alerts once more, beside what is owed: one that cannot be looked for now is found the next time.</summary>
    public void RelateAgain(CallState state) => _ = TryRelateAsync(state);

    /// <summary>Look again in a second.</summary>
    public void WakeSoon()
    {
        var now = services.Clock.UtcNow;
        _soon = now + Soon;
        _timer.Set(_soon, now);
    }

    /// <summary>Calls back what waits in the outbound queue and is not owed any more, such as a dispatcher's dial when the caller hangs up.</summary>
    public async Task WithdrawAsync(CallState before, CallState after)
    {
        foreach (var effect in before.Owed)
        {
            if (effect.IsCommand && before.IsLive && !after.IsLive && after.FindOwed(effect.Id) is null && _onTheirWay.Remove(effect.Id, out var since))
            {
                try
                {
                    await Outbound.WithdrawAsync(CallGrainFactoryExtensions.KeyOf(before.CallId), effect.Id).AsTask().WaitAsync(WithdrawWait, services.Clock.Provider);
                }
                catch
                {
                    // It may leave all the same.
                    _onTheirWay.TryAdd(effect.Id, since);
                    throw;
                }
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private IOutboundGrain Outbound => grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount);

    private async Task SendAsync(CallState state, CallEffect effect)
    {
        try
        {
            await CarryOutAsync(state, effect);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotSent(services.Log, exception, state.CallId, effect.Id);
            _onTheirWay.Remove(effect.Id);
            WakeSoon();
        }
    }

    private Task CarryOutAsync(CallState state, CallEffect effect) => effect.Kind switch
    {
        CallEffectKind.Probe => ProbeAsync(state),
        CallEffectKind.Relate => RelateAsync(state, effect),
        CallEffectKind.WorkUp => WorkUpAsync(state),
        CallEffectKind.FetchRecording => FetchRecordingAsync(state),
        CallEffectKind.Queue => DoAsync(state, effect, () => Queue.AddAsync(Packets.Ticket(state.Packet!))),
        CallEffectKind.TellAlerts => DoAsync(state, effect, () => TellAlertsAsync(state)),
        _ => CommandAsync(state, effect),
    };

    private IDispatchQueueGrain Queue => grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);

    private async Task CommandAsync(CallState state, CallEffect effect)
    {
        var stream = effect.Kind is CallEffectKind.Answer or CallEffectKind.Stream ? await StreamAsync(state) : null;
        if (CallEffects.CommandFor(state, effect, stream, services.Options) is not { } command)
        {
            // Nothing can be said to the provider about it, as about a leg that never got an id.
            await work.OnEffectDoneAsync(effect.Id);
            return;
        }

        // Not told by comparing times: the silo that owed it first may have had a clock that is ahead of this one's.
        var sentBefore = effect.FirstSentAt ?? (_fromBefore.Contains(effect.Id) ? effect.OwedAt : null);
        var request = new OutboundRequest(CallGrainFactoryExtensions.KeyOf(state.CallId), effect.Id, OutboundRequest.Emergency, command, sentBefore);
        if (!await Outbound.EnqueueAsync(request))
        {
            _onTheirWay.Remove(effect.Id);
            WakeSoon();
        }
    }

    /// <summary>Where the sound shall go. After a restart the token is another one: the old one is known to the provider alone.</summary>
    private async Task<CallStream?> StreamAsync(CallState state)
    {
        if (services.Options.StreamUrl is not { Length: > 0 } address)
        {
            return null;
        }

        if (!StreamTokens.IsAmong(state.TokenHashes, Token))
        {
            await work.IssueTokenAsync(StreamTokens.Hash(Token));
        }

        return new CallStream(StreamTokens.Address(address.TrimEnd('/'), state.CallId, Token), services.Options.StreamCodec);
    }

    private async Task ProbeAsync(CallState state)
    {
        bool? isAlive = null;
        try
        {
            isAlive = false;
            foreach (var clientState in CallEffects.CallerStates(state))
            {
                isAlive = isAlive.Value || await services.Probe.IsAliveAsync(clientState, CancellationToken.None);
            }
        }
        catch (TelephonyUnavailableException unavailable)
        {
            isAlive = null;
            LogNotSent(services.Log, unavailable, state.CallId, "probe");
        }

        _onTheirWay.Remove(CallEffects.IdFor(CallEffectKind.Probe, null));
        await work.OnProbedAsync(isAlive);
    }

    private async Task RelateAsync(CallState state, CallEffect effect)
    {
        try
        {
            await work.OnRelatedAsync(await services.Related.FindAsync(SearchFor(state.From!), state.Alerts, CancellationToken.None));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await FailAsync(state.CallId, effect, exception);
        }
    }

    private async Task TryRelateAsync(CallState state)
    {
        if (state.From is null || state.Alerts.Length >= Relations.Most)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(RelatePatience, services.Clock.Provider);

            // Grains that are asked know nothing of the limit, and one whose silo has died does not answer for half a minute.
            var found = await services.Related.FindAsync(SearchFor(state.From), state.Alerts, limit.Token).WaitAsync(limit.Token);
            if (!found.IsEmpty)
            {
                await work.OnRelatedAsync(found);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotSent(services.Log, exception, state.CallId, "relate again");
        }
    }

    private RelatedSearch SearchFor(string number) => _search ??= new RelatedSearch(number);

    private async Task WorkUpAsync(CallState state)
    {
        _search?.Forget();
        await TryRelateAsync(state);
        await work.OnWorkedUpAsync(await new WorkUp(services).RunAsync(state, ear));
    }

    private async Task FetchRecordingAsync(CallState state)
    {
        if (await _fetch.RunAsync(state) is { } result)
        {
            await work.OnRecordingFetchedAsync(result);
        }
    }

    private async Task TellAlertsAsync(CallState state)
    {
        foreach (var alert in state.Alerts)
        {
            await services.Related.TellAsync(alert, state.CallId, CallViews.Mask(state.From), CancellationToken.None);
        }
    }

    private async Task DoAsync(CallState state, CallEffect effect, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await FailAsync(state.CallId, effect, exception);
            return;
        }

        await work.OnEffectDoneAsync(effect.Id);
    }

    private async Task FailAsync(string callId, CallEffect effect, Exception exception)
    {
        LogNotSent(services.Log, exception, callId, effect.Id);
        _onTheirWay.Remove(effect.Id);
        await work.OnEffectFailedAsync(effect.Id, exception.Message);
    }

    private void SetTimer(CallState state, DateTimeOffset? held, DateTimeOffset now)
    {
        var wake = CallDue.WakeAt(state, services.Options.SilenceLimit);
        if (wake <= now)
        {
            // Everything due has just been decided; what is left is on its way and only has to be looked after.
            wake = now + LookAgain;
        }

        _timer.Set(Earlier(Earlier(wake, held), _soon), now);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) => first is null || second < first ? second : first;
}
