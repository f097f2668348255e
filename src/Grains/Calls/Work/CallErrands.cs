using FleetActors.Dispatch;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>
/// Carries a call's owed effects to the outside and wakes the call when the next thing is due. Holds only what a crash may forget, such as the last token. Runs on
/// its grain's scheduler, never in parallel with it.
/// </summary>
internal sealed partial class CallErrands(CallServices services, IGrainFactory grains, ICallGrain self, ICallWork work, CallEar ear) : IDisposable
{
    /// <summary>A command on its way for longer than this is taken for lost and sent again under the same identity.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Longer than a work-up, or a recording, with all its limits takes.</summary>
    private static readonly TimeSpan WorkPatience = TimeSpan.FromMinutes(10);

    /// <summary>How long the last look for related alerts may hold up the packet.</summary>
    private static readonly TimeSpan RelatePatience = TimeSpan.FromSeconds(2);

    private readonly EffectsUnderWay _underWay = new(
        self.GetPrimaryKeyString(), grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount), services.Clock, services.Log, self.WakeAsync);
    private readonly ProviderFetch _fetch = new(services, work, ear);
    private RelatedSearch? _search;
    private string? _token;

    /// <summary>The token to announce a call with.</summary>
    public string Token => _token ??= StreamTokens.New();

    /// <summary>The call was read back from storage: what it owes may have been done by a process that did not live to write it down.</summary>
    public void Resume(CallState state)
    {
        _underWay.Resume(state.Owed.Select(static effect => effect.Id));
        Pursue(state);
    }

    /// <summary>Sends what is owed and not on its way, and sets the timer.</summary>
    public void Pursue(CallState state)
    {
        var now = services.Clock.UtcNow;
        DateTimeOffset? held = null;
        foreach (var effect in state.Owed)
        {
            if (_underWay.Has(effect.Id, effect.Kind is CallEffectKind.WorkUp or CallEffectKind.FetchRecording ? WorkPatience : Patience))
            {
                continue;
            }

            if (effect.NotBefore > now)
            {
                held = held is null || effect.NotBefore < held ? effect.NotBefore : held;
                continue;
            }

            _underWay.Begin(effect.Id, effect.IsCommand);
            _ = SendAsync(state, effect);
        }

        // A caller hears it ring until somebody looks, so nobody waits for the sweep.
        _underWay.SetTimer(CallDue.WakeAt(state, services.Options.SilenceLimit), held, _underWay.AskAt());
    }

    /// <inheritdoc cref="EffectsUnderWay.Hold"/>
    public void Hold(string effectId) => _underWay.Hold(effectId);

    /// <inheritdoc cref="EffectsUnderWay.Returned"/>
    public void Returned(string effectId) => _underWay.Returned(effectId);

    /// <summary>Looks for related alerts once more, beside what is owed: one that cannot be looked for now is found the next time.</summary>
    public void RelateAgain(CallState state) => _ = TryRelateAsync(state);

    /// <inheritdoc cref="EffectsUnderWay.WakeSoon"/>
    public void WakeSoon() => _underWay.WakeSoon();

    /// <summary>Calls back what waits in the outbound queue and is not owed any more, such as a dispatcher's dial when the caller hangs up.</summary>
    /// <exception cref="TimeoutException">As <see cref="EffectsUnderWay.WithdrawAsync"/>.</exception>
    public async Task WithdrawAsync(CallState before, CallState after)
    {
        foreach (var effect in before.Owed)
        {
            if (effect.IsCommand && before.IsLive && !after.IsLive && after.FindOwed(effect.Id) is null)
            {
                await _underWay.WithdrawAsync(effect.Id);
            }
        }
    }

    public void Dispose() => _underWay.Dispose();

    private async Task SendAsync(CallState state, CallEffect effect)
    {
        try
        {
            await CarryOutAsync(state, effect);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotSent(services.Log, exception, state.CallId, effect.Id);

            // It may have been done all the same.
            _underWay.Lose(effect.Id);
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

        var sentBefore = effect.FirstSentAt ?? _underWay.FirstSent(effect.Id, effect.OwedAt);
        await _underWay.HandOnAsync(new OutboundRequest(CallGrainFactoryExtensions.KeyOf(state.CallId), effect.Id, OutboundRequest.Emergency, command, sentBefore));
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

        _underWay.Returned(CallEffects.IdFor(CallEffectKind.Probe, null));
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
        _underWay.Returned(effect.Id);
        await work.OnEffectFailedAsync(effect.Id, exception.Message);
    }
}
