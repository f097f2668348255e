namespace FleetActors.Calls;

/// <summary>The whole machine of a call, pure: what is told, and when, gives the facts and the state with them. Repeats and any order are normal.</summary>
internal static class CallDecider
{
    private const int MostLegs = 8;

    public static CallDecision Decide(CallState state, CallCommand command, CallRules rules, DateTimeOffset now)
    {
        var turn = new CallTurn(state, rules, now);
        if (!state.Exists && command is not (OpenCallback or TakeEvent { Event: { Kind: InboundCallEventKind.Initiated, LegId: null } }))
        {
            return turn.Done(CallActionResult.NotFound);
        }

        CallActionResult? answer = null;
        switch (command)
        {
            case TakeEvent taken:
                Take(turn, taken);
                break;
            case OpenCallback opened:
                Callbacks.Open(turn, opened);
                break;
            case IssueToken token:
                turn.Emit(new TokenIssued(token.Hash));
                break;
            case OpenStream open:
                Streams.Opened(turn, open);
                break;
            case EndStream end:
                Streams.Closed(turn, end.Close);
                break;
            case Keep keep:
                OnKeep(turn, keep);
                break;
            case Join join:
                answer = OnJoin(turn, join.Wish);
                break;
            case CommandReturned returned:
                CommandAnswers.Handle(turn, returned);
                break;
            case Probed probed:
                Endings.OnProbed(turn, probed.IsAlive);
                break;
            case Related related:
                Relations.Found(turn, related.Alerts);
                break;
            case WorkedUp worked:
                Endings.OnWorkedUp(turn, worked.Findings);
                break;
            case EffectDone done:
                turn.Settle(done.EffectId);
                break;
            case EffectFailed failed:
                OnFailed(turn, failed);
                break;
            case PlaceRecording place:
                ProviderSounds.Placed(turn, place.FirstSample);
                break;
            case RecordingFetched fetched:
                ProviderSounds.Fetched(turn, fetched.Result);
                break;
            case Tick:
                OnTick(turn);
                break;
            default:
                throw new NotSupportedException($"A call cannot be told {command.GetType().Name}: add it to {nameof(CallDecider)}.");
        }

        return turn.Done(answer);
    }

    private static void Take(CallTurn turn, TakeEvent taken)
    {
        var e = taken.Event;
        if (turn.State.SeenEvents.Contains(e.EventId))
        {
            return;
        }

        if (!turn.State.Exists)
        {
            Announce(turn, taken);
        }
        else if (e.LegId is { } legId)
        {
            Legs.OnEvent(turn, legId, e);
        }
        else
        {
            CallerEvents.Handle(turn, e);
        }

        turn.Emit(new EventTaken(e.EventId));
    }

    private static void Announce(CallTurn turn, TakeEvent taken)
    {
        var e = taken.Event;
        // A start in the future, by a clock that is wrong, would keep the call from ending.
        turn.Emit(new Announced(taken.CallId, e.CallControlId, e.From, e.To, CallTurn.WholeSeconds(e.StartedAt < turn.Now ? e.StartedAt.Value : turn.Now)));
        turn.Note("announced", $"Call from {CallViews.Mask(e.From)}.");
        if (taken.TokenHash is { } hash && turn.Rules.Streams)
        {
            turn.Emit(new TokenIssued(hash));
        }

        if (e.CallControlId is null)
        {
            turn.Note("not answered", "The provider named no leg, so it cannot be answered.");
        }
        else
        {
            turn.Owe(CallEffectKind.Answer, delay: turn.Rules.AnswerDelay);
        }

        if (e.From is not null)
        {
            turn.Owe(CallEffectKind.Relate);
        }
    }

    private static void OnKeep(CallTurn turn, Keep keep)
    {
        if (turn.State.Packet is not null)
        {
            return;
        }

        if (turn.State.IsLive && keep.LastSoundAt > turn.State.SignOfLifeAt)
        {
            turn.Emit(new SignOfLife());
        }

        if (turn.State.Stream is { IsOpen: true, Failures: > 0 } stream)
        {
            turn.Emit(new StreamChanged(stream with { Failures = 0 }));
        }

        turn.Emit(new VoiceHeard(keep.Heard));
        foreach (var note in keep.Notes)
        {
            turn.Emit(note);
        }
    }

    private static CallActionResult OnJoin(CallTurn turn, JoinCall wish)
    {
        if (turn.State.Status != CallStatus.Active)
        {
            return CallActionResult.Refused(turn.State.IsLive ? "the call is not answered yet" : "the call is over");
        }

        var open = turn.State.Legs.Where(static leg => leg.IsOpen).ToList();
        if (open.Any(leg => leg.Number == wish.Number))
        {
            return CallActionResult.Done;
        }

        if (open.Count >= MostLegs)
        {
            return CallActionResult.Refused($"{MostLegs} people are in the call or being phoned");
        }

        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"d{turn.State.Legs.Length + 1}");
        turn.Emit(new LegChanged(new JoinLeg(id, wish.By, wish.Number, JoinPhase.Dialing, null, turn.Now + turn.Rules.JoinLimit, null)));
        turn.Note("join", $"{wish.By} joins from {CallViews.Mask(wish.Number)}.");
        turn.Owe(CallEffectKind.Dial, id);
        return CallActionResult.Done;
    }

    private static void OnFailed(CallTurn turn, EffectFailed failed)
    {
        if (turn.State.FindOwed(failed.EffectId) is { } effect)
        {
            if (effect.Tries == 0)
            {
                turn.Note("delayed", $"{CallEffects.Word(effect.Kind)}: {failed.Reason}; it is tried again.");
            }

            turn.Emit(new EffectOwed(CallEffects.Later(effect, turn.Now, null, null)));
        }
    }

    private static void OnTick(CallTurn turn)
    {
        if (turn.State.IsLive && turn.Now - turn.State.SignOfLifeAt >= turn.Rules.SilenceLimit)
        {
            turn.Owe(CallEffectKind.Probe);
        }

        foreach (var leg in turn.State.Legs)
        {
            if (leg.Phase == JoinPhase.Dialing && leg.Deadline <= turn.Now)
            {
                Legs.GiveUp(turn, leg, "no answer");
            }
        }
    }
}
