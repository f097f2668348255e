using FleetActors.Calls;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>
/// Carries an alert's owed effects to the outside and wakes the alert when the next thing is due. Holds only what a crash may forget. Runs on its grain's
/// scheduler, never in parallel with it.
/// </summary>
internal sealed partial class Errands(AlertServices services, IGrainFactory grains, IAlertGrain self) : IDisposable
{
    /// <summary>An effect on its way for longer than this is taken for lost and sent again under the same identity.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EffectsUnderWay _underWay = new(
        self.GetPrimaryKeyString(), grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount), services.Clock, services.Log, self.WakeAsync);

    /// <summary>The alert was read back from storage: what it owes may have been done by a process that did not live to write it down.</summary>
    public void Resume(AlertState state)
    {
        _underWay.Resume(state.Owed.Select(static effect => effect.Id));
        Pursue(state);
    }

    /// <summary>Sends what is owed and not on its way, and sets the timer.</summary>
    public void Pursue(AlertState state)
    {
        var now = services.Clock.UtcNow;
        DateTimeOffset? held = null;
        foreach (var effect in state.Owed)
        {
            if (_underWay.Has(effect.Id, Patience))
            {
                continue;
            }

            if (HeldUntil(effect) is { } until && until > now)
            {
                held = held is null || until < held ? until : held;
                continue;
            }

            _underWay.Begin(effect.Id, isCommand: effect.Kind is not (EffectKind.Classify or EffectKind.OpenCall));
            _ = SendAsync(state, effect);
        }

        _underWay.SetTimer(AlertDue.WakeAt(state), held);
    }

    /// <inheritdoc cref="EffectsUnderWay.Hold"/>
    public void Hold(string effectId) => _underWay.Hold(effectId);

    /// <inheritdoc cref="EffectsUnderWay.Returned"/>
    public void Returned(string effectId) => _underWay.Returned(effectId);

    /// <inheritdoc cref="EffectsUnderWay.WakeNow"/>
    public void WakeNow() => _underWay.WakeNow();

    /// <inheritdoc cref="EffectsUnderWay.WakeSoon"/>
    public void WakeSoon() => _underWay.WakeSoon();

    /// <summary>
    /// Calls back what waits in the outbound queue and is called off in <paramref name="after"/>. Only that: an effect settled by a result or a webhook
    /// has happened, and must not be taken for unsent if the write then fails.
    /// </summary>
    /// <exception cref="TimeoutException">As <see cref="EffectsUnderWay.WithdrawAsync"/>.</exception>
    public async Task WithdrawAsync(AlertState before, AlertState after)
    {
        foreach (var effect in before.Owed)
        {
            if (effect.IsPage && after.FindAttempt(effect.AttemptId) is { Outcome: "withdrawn" })
            {
                await _underWay.WithdrawAsync(effect.Id);
            }
        }
    }

    public void Dispose() => _underWay.Dispose();

    /// <summary>A text that may have left before a restart or a loss waits a moment for its delivery report: texts have no idempotency key.</summary>
    private DateTimeOffset? HeldUntil(OwedEffect effect)
    {
        var reported = effect.Kind is EffectKind.Sms or EffectKind.RecoverySms ? _underWay.DoubtSince(effect.Id) + services.Options.RestartHold : null;
        return effect.NotBefore is null || reported > effect.NotBefore ? reported : effect.NotBefore;
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

            var sentBefore = effect.FirstSentAt ?? _underWay.FirstSent(effect.Id, effect.OwedAt);
            await _underWay.HandOnAsync(new OutboundRequest(state.AlertId, effect.Id, AlertEffects.Urgency(state, effect), command, sentBefore));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotSent(services.Log, exception, state.AlertId, effect.Id);

            // It may have been handed on all the same.
            _underWay.Lose(effect.Id);
        }
    }
}
