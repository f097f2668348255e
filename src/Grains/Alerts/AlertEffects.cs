using FleetActors.Calls;
using FleetActors.OnCall;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>Turns an owed effect into the provider command that settles it. The same effect always gives a command of the same identity.</summary>
internal static class AlertEffects
{
    /// <summary>The command, or null when the effect needs none of the provider (inference) or its leg has no id to speak of.</summary>
    public static TelephonyCommand? CommandFor(AlertState state, OwedEffect effect)
    {
        if (state.FindAttempt(effect.AttemptId) is not { } attempt)
        {
            return null;
        }

        if (attempt.Channel == Channel.Callback && effect.Kind == EffectKind.Dial)
        {
            var callback = new CallbackState(state.AlertId, attempt.Id, null).ToString();
            return new Dial(CommandIds.For(state.AlertId, effect.Id), attempt.Recipient.Number, callback, AlertTexts.RingTimeout, WithoutMachineDetection: true);
        }

        var id = CommandIds.For(state.AlertId, effect.Id);
        var leg = attempt.ProviderId;
        var legState = new LegState(state.AlertId, attempt.Id, attempt.Prompt).ToString();
        return effect.Kind switch
        {
            EffectKind.Sms => new SendMessage(id, attempt.Recipient.Number, AlertTexts.Sms(state, attempt.ReplyCode), Reference(state, effect)),
            EffectKind.RecoverySms => new SendMessage(id, attempt.Recipient.Number, AlertTexts.RecoverySms(state), Reference(state, effect)),
            EffectKind.Dial => new Dial(id, attempt.Recipient.Number, legState, AlertTexts.RingTimeout),
            _ when leg is null => null,
            EffectKind.Prompt => new GatherUsingSpeak(
                id, leg, legState, attempt.Spoken ?? "", AlertTexts.ValidKeys, AlertTexts.PromptTries, AlertTexts.KeyTimeout),
            EffectKind.Voicemail or EffectKind.Farewell => new Speak(id, leg, legState, attempt.Spoken ?? ""),
            EffectKind.StopPrompt => new StopGather(id, leg),
            EffectKind.Hangup => new Hangup(id, leg),
            EffectKind.CreateConference => new CreateConference(id, ConferenceName(state), leg, legState),
            EffectKind.JoinConference when state.Conference.Id is { } conference => new JoinConference(id, conference, leg, legState),
            _ => null,
        };
    }

    /// <summary>The emergency call that the effect opens; null when the effect is no such one.</summary>
    public static CallbackCall? CallFor(AlertState state, OwedEffect effect) =>
        effect.Kind == EffectKind.OpenCall && state.FindAttempt(effect.AttemptId) is { CallId: { } callId, ProviderId: { } leg } attempt
            ? new CallbackCall(
                callId,
                leg,
                attempt.Recipient.Number,
                attempt.Id,
                new RelatedAlert(
                    state.AlertId, state.Classification.Severity, state.Report?.DeviceId, state.Classification.Briefing, "the device was called back for it"))
            : null;

    /// <summary>0 first. What happens on a leg where a human waits goes before every new page.</summary>
    public static int Urgency(AlertState state, OwedEffect effect) => effect.Kind switch
    {
        EffectKind.Sms or EffectKind.Dial => Severity.Critical - state.Classification.Severity,
        EffectKind.RecoverySms => Severity.Critical - Severity.Low,
        _ => 0,
    };

    /// <summary>Names alert and effect on a delivery report.</summary>
    public static string Reference(AlertState state, OwedEffect effect) => $"{state.AlertId}.{effect.Id}";

    private static string ConferenceName(AlertState state) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{state.AlertId}-{state.Conference.Number}");
}
