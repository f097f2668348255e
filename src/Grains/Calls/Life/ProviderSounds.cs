using System.Globalization;

namespace FleetActors.Calls;

/// <summary>
/// The provider's recording of a call that nobody could stream: asked for, announced, fetched after the hang-up, given up. The packet waits for it a little; it
/// goes into the store whenever it comes.
/// </summary>
internal static class ProviderSounds
{
    private const int MostTries = 8;
    private static readonly TimeSpan AddressLife = TimeSpan.FromMinutes(10);

    private static readonly string Fetch = CallEffects.IdFor(CallEffectKind.FetchRecording, null);

    /// <summary>The provider has begun.</summary>
    public static void Begun(CallTurn turn)
    {
        turn.Note("recording", "The provider records.");
        if (turn.State.ProviderSound.Phase == ProviderSoundPhase.Unknown)
        {
            Become(turn, ProviderSoundPhase.Recording);
        }
    }

    /// <summary>The provider has a recording.</summary>
    public static void Saved(CallTurn turn, string address)
    {
        turn.Emit(new ProviderRecorded(address));
        turn.Note("recorded", "The provider has saved its recording.");
        if (turn.State.ProviderSound.Phase == ProviderSoundPhase.Kept)
        {
            return;
        }

        turn.Emit(new ProviderSoundChanged(turn.State.ProviderSound with { Phase = ProviderSoundPhase.Saved, SavedAt = turn.Now, Failure = null }));
        if (!turn.State.IsLive)
        {
            turn.Owe(CallEffectKind.FetchRecording);
        }
    }

    /// <summary>The provider has none.</summary>
    public static void Failed(CallTurn turn, string reason)
    {
        turn.Note("not recorded", $"The provider could not record: {reason}.");
        if (turn.State.ProviderSound.Phase is ProviderSoundPhase.Unknown or ProviderSoundPhase.Recording)
        {
            Lose(turn, reason);
        }
    }

    /// <summary>The call is over, and with it our own recording: the provider's can come behind it.</summary>
    /// <returns>How long the packet waits for it.</returns>
    public static TimeSpan HungUp(CallTurn turn)
    {
        if (turn.State.ProviderSound.Phase == ProviderSoundPhase.Saved)
        {
            turn.Owe(CallEffectKind.FetchRecording);
        }

        return turn.State.ProviderSound.Phase is ProviderSoundPhase.Recording or ProviderSoundPhase.Saved ? turn.Rules.RecordingWait : TimeSpan.Zero;
    }

    /// <summary>Where its sound will be written from.</summary>
    public static void Placed(CallTurn turn, long firstSample)
    {
        if (turn.State.ProviderSound.FirstSample is null)
        {
            turn.Emit(new ProviderSoundChanged(turn.State.ProviderSound with { FirstSample = firstSample }));
        }
    }

    /// <summary>It was fetched, or not.</summary>
    public static void Fetched(CallTurn turn, ProviderRecordingResult result)
    {
        if (turn.State.FindOwed(Fetch) is not { } effect)
        {
            return;
        }

        if (result.Failure is null)
        {
            Keep(turn);
        }
        else if (result.CanRetry && effect.Tries < MostTries && turn.Now - turn.State.ProviderSound.SavedAt < AddressLife)
        {
            if (effect.Tries == 0)
            {
                turn.Note("delayed", $"{CallEffects.Word(effect.Kind)}: {result.Failure}; it is tried again.");
            }

            turn.Emit(new EffectOwed(CallEffects.Later(effect, turn.Now, null, null)));
        }
        else
        {
            turn.Settle(Fetch);
            turn.Note("recording lost", $"The provider's recording could not be had: {result.Failure}.");
            Lose(turn, result.Failure);
        }
    }

    private static void Keep(CallTurn turn)
    {
        turn.Settle(Fetch);
        Become(turn, ProviderSoundPhase.Kept);
        turn.Emit(new VoiceHeard(turn.State.Heard with { HasRecording = true }));
        var from = turn.State.ProviderSound.FirstSample is > 0 and var first
            ? string.Create(CultureInfo.InvariantCulture, $", from {first / (double)AudioFormats.PhoneRate:0.0} s on")
            : "";
        turn.Note("recording kept", $"The provider's recording is kept{from}.");
        Hasten(turn);
    }

    private static void Lose(CallTurn turn, string reason)
    {
        turn.Emit(new ProviderSoundChanged(turn.State.ProviderSound with { Phase = ProviderSoundPhase.Lost, Failure = reason }));
        Hasten(turn);
    }

    private static void Become(CallTurn turn, ProviderSoundPhase phase) => turn.Emit(new ProviderSoundChanged(turn.State.ProviderSound with { Phase = phase }));

    /// <summary>The packet has nothing more to wait for.</summary>
    private static void Hasten(CallTurn turn)
    {
        if (turn.State.FindOwed(CallEffects.IdFor(CallEffectKind.WorkUp, null)) is { NotBefore: { } later } workUp && later > turn.Now)
        {
            turn.Emit(new EffectOwed(workUp with { NotBefore = null }));
        }
    }
}
