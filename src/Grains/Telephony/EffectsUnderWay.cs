using FleetActors.Time;
using Microsoft.Extensions.Logging;

namespace FleetActors.Telephony;

/// <summary>
/// Which of the effects that a grain owes are on their way to the outside, and when to look after them again. Holds only what a crash may forget: what is owed is
/// in the grain's state. Runs on its owner's scheduler, never in parallel with it.
/// </summary>
/// <param name="owner">As the outbound grain knows it.</param>
/// <param name="wake">Wakes the owner, from a thread of the clock outside of it.</param>
internal sealed partial class EffectsUnderWay(string owner, IOutboundGrain outbound, GrainClock clock, ILogger log, Func<Task> wake) : IDisposable
{
    /// <summary>After this long on its way a command is asked for whenever the owner looks: the silo that had it may have died.</summary>
    public static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(5);

    /// <summary>How long a turn of the owner waits for the outbound grain, which may be ending, and waiting for that very turn.</summary>
    private static readonly TimeSpan WithdrawWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly WakeTimer _timer = new(clock.Provider, wake, failure => LogNotWoken(log, failure, owner));
    private readonly Dictionary<string, Way> _ways = [];
    private readonly Dictionary<string, Lost> _lost = [];
    private readonly HashSet<string> _asked = [];

    // By name, not by time: a clock may show the same moment for what was owed before and what is owed since.
    private readonly HashSet<string> _fromBefore = [];
    private DateTimeOffset? _resumedAt;
    private DateTimeOffset? _soon;

    /// <summary>The owner was read back from storage: what it owes may have been done by a process that did not live to write it down.</summary>
    public void Resume(IEnumerable<string> owed)
    {
        _resumedAt = clock.UtcNow;
        _fromBefore.UnionWith(owed);
    }

    /// <summary>Since when the effect may have happened without a result; null when it cannot have.</summary>
    public DateTimeOffset? DoubtSince(string effectId) =>
        _fromBefore.Contains(effectId) ? _resumedAt : _lost.TryGetValue(effectId, out var lost) ? lost.NoticedAt : null;

    /// <summary>When the effect may have left for the first time; null when it has not before.</summary>
    public DateTimeOffset? FirstSent(string effectId, DateTimeOffset owedAt) =>
        _fromBefore.Contains(effectId) ? owedAt : _lost.TryGetValue(effectId, out var lost) ? lost.Since : null;

    /// <summary>Whether the effect is on its way, and not to be sent. One that is on its way for longer than <paramref name="patience"/> is taken for lost.</summary>
    public bool Has(string effectId, TimeSpan patience)
    {
        if (!_ways.TryGetValue(effectId, out var way))
        {
            return false;
        }

        var now = clock.UtcNow;
        if (now - way.Since < patience)
        {
            if (way.IsCommand && now - way.Since >= AskAfter && _asked.Add(effectId))
            {
                _ = AskForAsync(effectId, way);
            }

            return true;
        }

        _lost.TryAdd(effectId, new Lost(way.Since, now));
        return false;
    }

    /// <summary>The effect is on its way from now on.</summary>
    /// <param name="isCommand">The outbound grain is to have it, and can be asked for it.</param>
    public void Begin(string effectId, bool isCommand) => _ways[effectId] = new Way(clock.UtcNow, isCommand);

    /// <summary>The effect's result is known but not stored yet: it must not be sent again, however long storing takes.</summary>
    public void Hold(string effectId) => _ways[effectId] = Way.Held;

    /// <summary>The effect's result is stored.</summary>
    public void Returned(string effectId)
    {
        _ways.Remove(effectId);
        _lost.Remove(effectId);
        _fromBefore.Remove(effectId);
    }

    /// <summary>The effect did not happen, and is sent again in a second.</summary>
    public void TryAgain(string effectId)
    {
        _ways.Remove(effectId);
        WakeSoon();
    }

    /// <summary>Nobody knows whether the effect happened; it is sent again in a second, under the same identity.</summary>
    public void Lose(string effectId)
    {
        var now = clock.UtcNow;
        var since = _ways.Remove(effectId, out var way) ? way.Since : now;
        _lost.TryAdd(effectId, new Lost(since, now));
        WakeSoon();
    }

    /// <summary>Hands a command to the outbound grain, unless that has it from before, or it was called back meanwhile.</summary>
    public async Task HandOnAsync(OutboundRequest request)
    {
        if (!_ways.TryGetValue(request.EffectId, out var way) || (DoubtSince(request.EffectId) is not null && await IsInHandOrKnownAsync(request.EffectId, way)))
        {
            return;
        }

        if (!await outbound.EnqueueAsync(request))
        {
            TryAgain(request.EffectId);
        }
    }

    /// <summary>
    /// Calls back a command that may wait in the outbound queue. Safe to repeat, and to be repeated when it fails.
    /// </summary>
    /// <exception cref="TimeoutException">The outbound grain does not answer: the command may leave, so nothing must be written that says it will not.</exception>
    public async Task WithdrawAsync(string effectId)
    {
        var isOnItsWay = _ways.Remove(effectId, out var way);
        if (!isOnItsWay && DoubtSince(effectId) is null)
        {
            return;
        }

        try
        {
            await outbound.WithdrawAsync(owner, effectId).AsTask().WaitAsync(WithdrawWait, clock.Provider);
        }
        catch when (isOnItsWay)
        {
            _ways.TryAdd(effectId, way);
            throw;
        }
    }

    /// <summary>Look again at once.</summary>
    public void WakeNow()
    {
        var now = clock.UtcNow;
        _timer.Set(now, now);
    }

    /// <summary>Look again in a second.</summary>
    public void WakeSoon()
    {
        var now = clock.UtcNow;
        _soon = now + Soon;
        _timer.Set(_soon, now);
    }

    /// <summary>When a command is to be asked for next; null when none is on its way.</summary>
    public DateTimeOffset? AskAt()
    {
        var now = clock.UtcNow;
        return _ways.Values.Where(static way => way.IsCommand).Min(way => (DateTimeOffset?)(way.Since + AskAfter > now ? way.Since + AskAfter : now + LookAgain));
    }

    /// <summary>Sets when to look again.</summary>
    /// <param name="wake">When the owner has something to do of itself. Everything due has just been decided; what is left is on its way and only has to be looked after.</param>
    /// <param name="others">Other moments to look; null for never.</param>
    public void SetTimer(DateTimeOffset? wake, params ReadOnlySpan<DateTimeOffset?> others)
    {
        var now = clock.UtcNow;
        _soon = _soon <= now ? null : _soon;
        var next = Earlier(wake <= now ? now + LookAgain : wake, _soon);
        foreach (var other in others)
        {
            next = Earlier(next, other);
        }

        _timer.Set(next, now);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>
    /// Whether an effect that may have been handed on before needs no handing on. An outbound grain that ends answers after it has told
    /// the results of all it had under way, and a new one would not know of them: so the result may have come with the answer.
    /// </summary>
    private async Task<bool> IsInHandOrKnownAsync(string effectId, Way way) => await outbound.HoldsAsync(owner, effectId) || !IsStill(effectId, way);

    /// <summary>A command that the outbound grain knows nothing of was lost with a silo, and is sent again under the same identity.</summary>
    private async Task AskForAsync(string effectId, Way way)
    {
        try
        {
            if (!await outbound.HoldsAsync(owner, effectId) && IsStill(effectId, way))
            {
                LogLost(log, owner, effectId);
                Lose(effectId);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The grain is where it was, or about to come up elsewhere.
            LogNotAsked(log, exception, owner, effectId);
        }
        finally
        {
            _asked.Remove(effectId);
        }
    }

    private bool IsStill(string effectId, Way way) => _ways.TryGetValue(effectId, out var still) && still == way;

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) => first is null || second < first ? second : first;

    private readonly record struct Way(DateTimeOffset Since, bool IsCommand)
    {
        public static Way Held { get; } = new(DateTimeOffset.MaxValue, IsCommand: false);
    }

    /// <summary>An effect that may have happened without a result.</summary>
    private readonly record struct Lost(DateTimeOffset Since, DateTimeOffset NoticedAt);
}
