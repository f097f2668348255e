using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>
/// What the provider's answers to owed commands lead to. The one place that retries: an effect stays owed, under the same identity, until it is settled or
/// given up.
/// </summary>
internal static class CommandAnswers
{
    private const int MostTries = 6;
    private const string NotAnsweredYet = "90034";

    /// <summary>
    /// How long the hang-up's own webhook, which knows cause and time, is waited for when the provider says that the leg is gone.
    /// </summary>
    private static readonly TimeSpan HangupGrace = TimeSpan.FromSeconds(60);

    public static void Handle(CallTurn turn, CommandReturned returned)
    {
        var result = returned.Result;
        if (turn.State.FindOwed(returned.EffectId) is not { } effect)
        {
            OnCalledOff(turn, returned);
            return;
        }

        switch (result.Outcome)
        {
            case TelephonyOutcome.Accepted:
                OnAccepted(turn, effect, result.Id);
                break;
            case TelephonyOutcome.Transient or TelephonyOutcome.AnswerLost when MayTryAgain(effect):
                Delay(turn, effect, returned);
                break;
            case TelephonyOutcome.Permanent when result.Code == NotAnsweredYet && MayTryAgain(effect):
                Delay(turn, effect, returned);
                break;
            default:
                OnRefused(turn, effect, result);
                break;
        }
    }

    private static bool MayTryAgain(CallEffect effect) =>
        effect.Kind is CallEffectKind.Answer or CallEffectKind.HangUpLeg || effect.Tries < MostTries;

    private static void Delay(CallTurn turn, CallEffect effect, CommandReturned returned)
    {
        if (effect.Tries == 0)
        {
            turn.Note("delayed", $"{CallEffects.Word(effect.Kind)}: {returned.Result.Reason}; it is tried again.");
        }

        turn.Emit(new EffectOwed(CallEffects.Later(
            effect,
            turn.Now,
            returned.Result.Outcome == TelephonyOutcome.AnswerLost ? returned.SentAt : null,
            returned.Result.RetryAfter)));
    }

    private static void OnAccepted(CallTurn turn, CallEffect effect, string? id)
    {
        turn.Settle(effect.Id);
        switch (effect.Kind)
        {
            case CallEffectKind.Answer when turn.Rules.Streams && turn.State.Stream.Word is null:
            case CallEffectKind.Stream when !turn.State.Stream.IsOpen:
                turn.Emit(new StreamChanged(turn.State.Stream with { Word = "asked for" }));
                break;
            case CallEffectKind.Record:
                ProviderSounds.Begun(turn);
                break;
            case CallEffectKind.Dial when turn.State.FindLeg(effect.LegId) is { } leg:
                Legs.Dialled(turn, leg, id);
                break;
            case CallEffectKind.CreateConference:
                turn.Emit(new ConferenceKnown(id));
                Legs.BringIn(turn);
                break;
            case CallEffectKind.JoinConference when turn.State.FindLeg(effect.LegId) is { } leg:
                Legs.Joined(turn, leg.CallControlId);
                break;
        }
    }

    private static void OnRefused(CallTurn turn, CallEffect effect, TelephonyResult result)
    {
        turn.Settle(effect.Id);
        turn.Note("refused", $"{CallEffects.Word(effect.Kind)}: {result.Reason}.");
        var isGone = result.Outcome == TelephonyOutcome.Gone;
        switch (effect.Kind)
        {
            case CallEffectKind.Stream when !isGone:
                Streams.Failed(turn, result.Reason);
                break;
            case CallEffectKind.Dial when turn.State.FindLeg(effect.LegId) is { IsOpen: true } leg:
                Legs.Over(turn, leg, result.Reason);
                break;
            case CallEffectKind.JoinConference when turn.State.FindLeg(effect.LegId) is { IsOpen: true } leg:
                OnNotJoined(turn, leg, result);
                break;
            case CallEffectKind.CreateConference:
                foreach (var leg in turn.State.Legs.Where(static leg => leg.Phase == JoinPhase.Answered))
                {
                    Legs.GiveUp(turn, leg, result.Reason);
                }

                break;
        }

        // Of a leg that is gone the hang-up mostly tells more; without one the caller is looked for.
        if (effect.NeedsCaller && effect.LegId is null && (isGone || effect.Kind == CallEffectKind.Answer) && turn.State.IsLive)
        {
            turn.Owe(CallEffectKind.Probe, delay: HangupGrace);
        }
    }

    private static void OnNotJoined(CallTurn turn, JoinLeg leg, TelephonyResult result)
    {
        // 90019 and 90058 speak of the conference, not of the leg: everybody had left it, and it ended.
        if (result.Code is "90019" or "90058" && turn.State.IsLive)
        {
            turn.Emit(new ConferenceKnown(null));
            Legs.BringIn(turn);
        }
        else
        {
            Legs.GiveUp(turn, leg, result.Reason);
        }
    }

    /// <summary>A dial that was on its way when it was called off has made a phone ring after all.</summary>
    private static void OnCalledOff(CallTurn turn, CommandReturned returned)
    {
        if (returned.Result is { Outcome: TelephonyOutcome.Accepted, Id: { } id }
            && turn.State.Legs.FirstOrDefault(leg => CallEffects.IdFor(CallEffectKind.Dial, leg.Id) == returned.EffectId) is { } leg)
        {
            Legs.Dialled(turn, leg, id);
        }
    }
}
