using FleetActors.Calls;
using FleetActors.Telephony;
using FleetActors.Time;

namespace FleetActors.Alerts;

/// <summary>
/// Carries an alert's owed effects to the outside and wakes the alert when the next thing is due. Holds only what a crash may forget:
/// which effects are on their way. Runs on its grain's scheduler, never in parallel with it.
/// </summary>
internal sealed partial class Errands(AlertServices services, IGrainFactory grains, IAlertGrain self) : IDisposable
{
    /// <summary>An effect on its way for longer than this is taken for lost and sent again under the same identity.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>After this long on its way an effect is asked for whenever the alert is woken: the silo that had it may have died.</summary>
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(5);

    /// <summary>How long a turn of the alert waits for the outbound grain, which may be ending, and waiting for that very turn.</summary>
    private static readonly TimeSpan WithdrawWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly WakeTimer _timer = new(services.Clock.Provider, self.WakeAsync, failure => LogNotWoken(services.Log, failure));
    private readonly Dictionary<string, DateTimeOffset> _onTheirWay = [];
    private readonly Dictionary<string, Lost> _lost = [];
    private readonly HashSet<string> _asked = [];

    // By name, not by time: a clock may show the same moment for what was owed before and what is owed since.
    private readonly HashSet<string> _fromBefore = [];
    private DateTimeOffset? _resumedAt;
    private DateTimeOffset? _soon;

    /// <summary>The alert was read back from storage: what it owes may have been done by a process that did not live to write it down.</summary>
    public void Resume(AlertState state)
    {
        _resumedAt = services.Clock.UtcNow;
        _fromBefore.UnionWith(state.Owed.Select(static effect => effect.Id));
        Pursue(state);
    }

    /// <summary>Sends what is owed and not on its way, and sets the timer.</summary>
    public void Pursue(AlertState state)
    {
        var now = services.Clock.UtcNow;
        _soon = _soon <= now ? null : _soon;
        DateTimeOffset? held = null;
        foreach (var effect in state.Owed)
        {
            if (_onTheirWay.TryGetValue(effect.Id, out var since) && now - since < Patience)
            {
                if (effect.Kind is not (EffectKind.Classify or EffectKind.OpenCall) && now - since >= AskAfter && _asked.Add(effect.Id))
                {
                    _ = AskForAsync(state.AlertId, effect.Id, since);
                }

                continue;
            }

            if (since != default)
            {
                _lost.TryAdd(effect.Id, new Lost(since, now));
            }

            if (HeldUntil(effect) is { } until && until > now)
            {
                held = held is null || until < held ? until : held;
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
        _lost.Remove(effectId);
        _fromBefore.Remove(effectId);
    }

    /// <summary>Look again at once.</summary>
    public void WakeNow()
    {
        var now = services.Clock.UtcNow;
        _timer.Set(now, now);
    }

    /// <summary>Look again in a second.</summary>
    public void WakeSoon()
    {
        var now = services.Clock.UtcNow;
        _soon = now + Soon;
        _timer.Set(_soon, now);
    }

    /// <summary>
    /// Calls back what waits in the outbound queue and is called off in <paramref name="after"/>. Only that: an effect settled by a result or a webhook
    /// has happened, and must not be taken for unsent if the write then fails.
    /// </summary>
    /// <exception cref="TimeoutException">The outbound grain does not answer: what it has may leave, so nothing must be written that says it will not.</exception>
    public async Task WithdrawAsync(AlertState before, AlertState after)
    {
        foreach (var effect in before.Owed)
        {
            if (effect.IsPage && after.FindAttempt(effect.AttemptId) is { Outcome: "withdrawn" } && _onTheirWay.Remove(effect.Id, out var since))
            {
                try
                {
                    await Outbound.WithdrawAsync(before.AlertId, effect.Id).AsTask().WaitAsync(WithdrawWait, services.Clock.Provider);
                }
                catch
                {
                    // It may leave all the same.
                    Lose(effect.Id, since);
                    throw;
                }
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private IOutboundGrain Outbound => grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount);

    private bool IsFromBefore(OwedEffect effect) => _fromBefore.Contains(effect.Id);

    /// <summary>A text that may have left before a restart or a loss waits a moment for its delivery report: texts have no idempotency key.</summary>
    private DateTimeOffset? HeldUntil(OwedEffect effect)
    {
        if (effect.Kind is not (EffectKind.Sms or EffectKind.RecoverySms))
        {
            return effect.NotBefore;
        }

        var doubtSince = IsFromBefore(effect) ? _resumedAt : _lost.TryGetValue(effect.Id, out var lost) ? lost.NoticedAt : null;
        return Later(effect.NotBefore, doubtSince + services.Options.RestartHold);
    }

    private async Task SendAsync(AlertState state, OwedEffect effect)
    {
        try
        {
            if (effect.Kind == EffectKind.Classify)
            {
                await self.OnClassifiedAsync(await services.AskInferenceAsync(state.Report?.SensorJson ?? "{}"));
                return;
            }

            if (AlertEffects.CallFor(state, effect) is { } call)
            {
                await grains.Call(call.CallId).OpenCallbackAsync(call);
                await self.OnCommandResultAsync(effect.Id, TelephonyResult.Accepted(null), services.Clock.UtcNow);
                return;
            }

            if (AlertEffects.CommandFor(state, effect) is not { } command)
            {
                // The leg is not known yet; the deadline of its attempt ends the wait.
                return;
            }

            if ((IsFromBefore(effect) || _lost.ContainsKey(effect.Id)) && await IsInHandOrKnownAsync(state.AlertId, effect.Id))
            {
                return;
            }

            var sentBefore = effect.FirstSentAt ?? FirstOnWay(effect);
            var request = new OutboundRequest(state.AlertId, effect.Id, AlertEffects.Urgency(state, effect), command, sentBefore);
            if (!await Outbound.EnqueueAsync(request))
            {
                TryAgain(effect);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotSent(services.Log, exception, state.AlertId, effect.Id);

            // It may have been handed on all the same.
            Lose(effect.Id, _onTheirWay.GetValueOrDefault(effect.Id, services.Clock.UtcNow));
        }
    }

    private DateTimeOffset? FirstOnWay(OwedEffect effect) =>
        IsFromBefore(effect) ? effect.OwedAt : _lost.TryGetValue(effect.Id, out var lost) ? lost.Since : null;

    /// <summary>
    /// Whether an effect that may have been handed on before needs no handing on. An outbound grain that ends answers after it has told
    /// the results of all it had under way, and a new one would not know of them: so the result may have come with the answer.
    /// </summary>
    private async Task<bool> IsInHandOrKnownAsync(string alertId, string effectId)
    {
        var since = _onTheirWay[effectId];
        return await Outbound.HoldsAsync(alertId, effectId) || !_onTheirWay.TryGetValue(effectId, out var still) || still != since;
    }

    /// <summary>An effect that the outbound grain knows nothing of was lost with a silo, and is sent again under the same identity.</summary>
    private async Task AskForAsync(string alertId, string effectId, DateTimeOffset since)
    {
        try
        {
            if (!await Outbound.HoldsAsync(alertId, effectId) && _onTheirWay.TryGetValue(effectId, out var still) && still == since)
            {
                LogLost(services.Log, alertId, effectId);
                Lose(effectId, since);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The grain is where it was, or about to come up elsewhere.
            LogNotAsked(services.Log, exception, alertId, effectId);
        }
        finally
        {
            _asked.Remove(effectId);
        }
    }

    private void Lose(string effectId, DateTimeOffset since)
    {
        _onTheirWay.Remove(effectId);
        _lost.TryAdd(effectId, new Lost(since, services.Clock.UtcNow));
        WakeSoon();
    }

    private void TryAgain(OwedEffect effect)
    {
        _onTheirWay.Remove(effect.Id);
        WakeSoon();
    }

    private void SetTimer(AlertState state, DateTimeOffset? held, DateTimeOffset now)
    {
        var wake = AlertDue.WakeAt(state);
        if (wake <= now)
        {
            // Everything due has just been decided; what is left is on its way and only has to be looked after.
            wake = now + LookAgain;
        }

        _timer.Set(Earlier(Earlier(wake, held), _soon), now);
    }

    private static DateTimeOffset? Later(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second > first ? second : first;

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second < first ? second : first;

    /// <summary>An effect that may have happened without a result.</summary>
    private readonly record struct Lost(DateTimeOffset Since, DateTimeOffset NoticedAt);
}
