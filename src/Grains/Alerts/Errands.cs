using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>
/// Carries an alert's owed effects to the outside and wakes the alert when the next thing is due. Holds only what a crash may forget:
/// which effects are on their way. Runs on its grain's scheduler, never in parallel with it.
/// </summary>
internal sealed partial class Errands(AlertServices services, IGrainFactory grains, IAlertGrain self) : IDisposable
{
    /// <summary>An effect on its way for longer than this is taken for lost and sent again under the same identity.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> _onTheirWay = [];
    private DateTimeOffset? _resumedAt;
    private DateTimeOffset? _soon;
    private ITimer? _timer;

    /// <summary>The alert was read back from storage: what it owes may have been done by a process that did not live to write it down.</summary>
    public void Resume(AlertState state)
    {
        _resumedAt = services.Clock.UtcNow;
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
                continue;
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
    public void Returned(string effectId) => _onTheirWay.Remove(effectId);

    /// <summary>Look again in a second.</summary>
    public void WakeSoon()
    {
        var now = services.Clock.UtcNow;
        _soon = now + Soon;
        SetTimerAt(_soon.Value, now);
    }

    /// <summary>
    /// Calls back what waits in the outbound queue and is called off in <paramref name="after"/>. Only that: an effect settled by a result or a webhook
    /// has happened, and must not be taken for unsent if the write then fails.
    /// </summary>
    public async Task WithdrawAsync(AlertState before, AlertState after)
    {
        foreach (var effect in before.Owed)
        {
            if (effect.IsPage && after.FindAttempt(effect.AttemptId) is { Outcome: "withdrawn" } && _onTheirWay.Remove(effect.Id))
            {
                await Outbound.WithdrawAsync(before.AlertId, effect.Id);
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

    private IOutboundGrain Outbound => grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount);

    private bool IsFromBefore(OwedEffect effect) => effect.OwedAt < _resumedAt;

    /// <summary>A text that may have left before a restart waits a moment for its delivery report: texts have no idempotency key.</summary>
    private DateTimeOffset? HeldUntil(OwedEffect effect) =>
        effect.Kind is EffectKind.Sms or EffectKind.RecoverySms && IsFromBefore(effect)
            ? Later(effect.NotBefore, _resumedAt + services.Options.RestartHold)
            : effect.NotBefore;

    private async Task SendAsync(AlertState state, OwedEffect effect)
    {
        try
        {
            if (effect.Kind == EffectKind.Classify)
            {
                await self.OnClassifiedAsync(await services.AskInferenceAsync(state.Report?.SensorJson ?? "{}"));
                return;
            }

            if (AlertEffects.CommandFor(state, effect) is not { } command)
            {
                // The leg is not known yet; the deadline of its attempt ends the wait.
                return;
            }

            var sentBefore = effect.FirstSentAt ?? (IsFromBefore(effect) ? effect.OwedAt : null);
            var request = new OutboundRequest(state.AlertId, effect.Id, AlertEffects.Urgency(state, effect), command, sentBefore);
            if (!await Outbound.EnqueueAsync(request))
            {
                TryAgain(effect);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotSent(services.Log, exception, state.AlertId, effect.Id);
            TryAgain(effect);
        }
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

        wake = Earlier(Earlier(wake, held), _soon);
        if (wake is { } at)
        {
            SetTimerAt(at, now);
        }
        else
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void SetTimerAt(DateTimeOffset at, DateTimeOffset now)
    {
        var wait = at > now ? at - now : TimeSpan.Zero;
        if (_timer is null || !_timer.Change(wait, Timeout.InfiniteTimeSpan))
        {
            _timer = services.Clock.Provider.CreateTimer(Ring, this, wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>On a thread of the clock, outside the grain: only sends the grain a hint.</summary>
    private static void Ring(object? state)
    {
        var errands = (Errands)state!;
        _ = errands.WakeAsync();
    }

    private async Task WakeAsync()
    {
        try
        {
            await self.WakeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The sweep of the index wakes the alert again.
            LogNotWoken(services.Log, exception);
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second > first ? second : first;

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second < first ? second : first;
}
