namespace FleetActors.Calls;

/// <summary>How a call ends, and what is made of it.</summary>
internal static class Endings
{
    /// <summary>What is said of a call whose hang-up never came.</summary>
    public const string Lost = "lost";

    private const int MostProbes = 10;

    // As long as a front tries to hand over the sound of a socket that is closed. Also a call that still listens may be one that the front could not reach for a while.
    private static readonly TimeSpan StrandedSound = TimeSpan.FromSeconds(10);

    /// <summary>The caller is gone. A repeat changes nothing.</summary>
    public static void HungUp(CallTurn turn, DateTimeOffset at, string because)
    {
        if (!turn.State.IsLive)
        {
            return;
        }

        // The provider's clock is another than ours: the end lies neither before the start nor in the future.
        var end = at > turn.Now ? turn.Now : at;
        end = end < turn.State.StartedAt ? turn.State.StartedAt : end;
        var streams = turn.State.Stream.IsOpen;
        turn.Emit(new CallEnded(end, because));
        turn.Note("ended", because == Lost ? "The call was lost: neither sound nor a hang-up came, and the provider has it no more." : $"Hung up: {because}.");
        foreach (var leg in turn.State.Legs.Where(static leg => leg.IsOpen))
        {
            Legs.GiveUp(turn, leg, "the caller hung up");
        }

        // Sound and hang-up come by different ways: what was said last may still be on its way. Mostly its stream is closed in the same moment.
        var wait = ProviderSounds.HungUp(turn);
        var sound = streams ? StrandedSound : TimeSpan.Zero;
        turn.Owe(CallEffectKind.WorkUp, delay: wait < sound ? sound : wait);
    }

    /// <summary>All sound of the call that has ended is here.</summary>
    public static void HeardOut(CallTurn turn)
    {
        if (turn.State.ProviderSound.Phase is not (ProviderSoundPhase.Recording or ProviderSoundPhase.Saved)
            && turn.State.FindOwed(CallEffects.IdFor(CallEffectKind.WorkUp, null)) is { } workUp
            && workUp.NotBefore > turn.Now)
        {
            turn.Emit(new EffectOwed(workUp with { NotBefore = null }));
        }
    }

    public static void OnProbed(CallTurn turn, bool? isAlive)
    {
        var id = CallEffects.IdFor(CallEffectKind.Probe, null);
        if (!turn.State.IsLive || turn.State.FindOwed(id) is not { } probe)
        {
            return;
        }

        if (isAlive == true)
        {
            turn.Settle(id);
            turn.Emit(new SignOfLife());
            turn.Note("still there", "Nothing was heard for a while; the provider says that the caller is still there.");
        }
        else if (isAlive is null && probe.Tries < MostProbes)
        {
            turn.Emit(new EffectOwed(CallEffects.Later(probe, turn.Now, null, null)));
        }
        else
        {
            HungUp(turn, turn.State.SignOfLifeAt, Lost);
        }
    }

    public static void OnWorkedUp(CallTurn turn, CallFindings findings)
    {
        var id = CallEffects.IdFor(CallEffectKind.WorkUp, null);
        if (turn.State.FindOwed(id) is null || turn.State.Packet is not null)
        {
            return;
        }

        // The provider's recording may have come while the rest was worked up.
        turn.Emit(new VoiceHeard(findings.Heard with { HasRecording = findings.Heard.HasRecording || turn.State.Heard.HasRecording }));
        turn.Emit(new PacketMade(Packets.Make(turn.State, findings.Missing)));
        turn.Settle(id);
        turn.Note("packet", $"Risk {turn.State.Heard.Triage.Risk.Level.Word()}, {turn.State.Heard.Triage.Category.Word()}.");
        turn.Owe(CallEffectKind.Queue);
    }
}
