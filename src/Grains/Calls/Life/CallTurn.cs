using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>
/// One decision in the making: collects facts and shows the state as it is with them. Never leaves <see cref="CallDecider.Decide"/>, so deciding stays a
/// function of its arguments.
/// </summary>
internal sealed class CallTurn(CallState state, CallRules rules, DateTimeOffset now)
{
    private readonly ImmutableArray<CallFact>.Builder _facts = ImmutableArray.CreateBuilder<CallFact>();

    public CallState State { get; private set; } = state;

    public CallRules Rules { get; } = rules;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Start times are told in whole seconds (S1-14).</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>Adds a fact and applies it.</summary>
    public void Emit(CallFact fact)
    {
        State = CallEvolver.Evolve(State, fact, Now);
        _facts.Add(fact);
    }

    /// <summary>A line for people.</summary>
    public void Note(string kind, string text) => Emit(new Noted(kind, text));

    /// <summary>Owes an effect unless it is owed already.</summary>
    public void Owe(CallEffectKind kind, string? legId = null, string? id = null, TimeSpan delay = default)
    {
        var effectId = id ?? CallEffects.IdFor(kind, legId);
        if (State.FindOwed(effectId) is null)
        {
            Emit(new EffectOwed(new CallEffect(effectId, kind, legId, Now, delay > TimeSpan.Zero ? Now + delay : null, 0, null)));
        }
    }

    /// <summary>The effect is done with.</summary>
    public void Settle(string effectId)
    {
        if (State.FindOwed(effectId) is not null)
        {
            Emit(new EffectSettled(effectId));
        }
    }

    public CallDecision Done(CallActionResult? answer = null) => new(State, _facts.ToImmutable(), answer);
}

/// <summary>What was decided: the facts, the state with them, and the answer to an operator.</summary>
internal sealed record CallDecision(CallState State, ImmutableArray<CallFact> Facts, CallActionResult? Answer);
