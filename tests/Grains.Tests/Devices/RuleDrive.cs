using System.Globalization;

namespace FleetActors.Devices;

/// <summary>One rule driven as a device drives it, with alerts that always work and stay open until the rule clears.</summary>
internal sealed class RuleDrive(DeviceRule rule)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly MetricMemory _memory = new();
    private readonly int _metric = -1;

    public RuleDrive(DeviceRule rule, bool withMemory)
        : this(rule)
    {
        _metric = withMemory ? _memory.Add(RuleConditions.MetricOf(rule.Condition), rules: 1) : -1;
    }

    public RuleState? State { get; set; }

    public List<string> Log { get; } = [];

    public int Raised { get; private set; }

    public int Cleared { get; private set; }

    public static DateTimeOffset At(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    /// <summary>What of the state does not depend on when a timer was looked at.</summary>
    public string Outline => State switch
    {
        null => "rest",
        RulePending pending => $"pending {Seconds(pending.Since)}",
        RuleBreached breached => $"breached {breached.AlertId} {Seconds(breached.Since)}",
        RuleClearing clearing => $"clearing {clearing.Was.AlertId} {Seconds(clearing.Since)}",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A reading made at one time and received at another, in seconds; received at once when that is left out.</summary>
    public RuleDrive See(double value, double at, double? received = null)
    {
        var now = At(received ?? at);
        if (_metric >= 0)
        {
            var atMs = At(at).ToUnixTimeMilliseconds();
            var reading = MetricValue.Of(value);
            var freshness = _memory.Judge(_metric, atMs, reading, now.ToUnixTimeMilliseconds());
            if (freshness is Freshness.Repeated)
            {
                return this;
            }

            _memory.Remember(_metric, atMs, reading);
            if (freshness is Freshness.Late)
            {
                return this;
            }

            _memory[_metric].AtMs = atMs;
            _memory[_metric].Value = reading;
        }

        return Run(new Observation(RuleConditions.Assess(rule.Condition, value), At(at)), now);
    }

    /// <summary>A timer or a sweep.</summary>
    public RuleDrive Tick(double at) => Run(null, At(at));

    private RuleDrive Run(Observation? seen, DateTimeOffset now)
    {
        for (var steps = 0; ; steps++)
        {
            steps.ShouldBeLessThan(6, "a rule must come to rest");
            var step = RuleMachine.Decide(rule, State, seen, now);
            if (step is CheckStep check)
            {
                step = RuleMachine.Checked(rule, check.Breached, check.Breached.AlertId, null, now);
            }

            switch (step)
            {
                case StayStep:
                    return this;
                case MoveStep move:
                    State = move.Next;
                    break;
                case RaiseStep raise:
                    Raised++;
                    State = RuleMachine.Raised(rule, $"alert-{Raised.ToString(CultureInfo.InvariantCulture)}", raise.Since, now);
                    Log.Add($"raise {Raised} since {Seconds(raise.Since)}");
                    break;
                case ClearStep clear:
                    Cleared++;
                    State = null;
                    Log.Add($"clear {clear.AlertId}");
                    break;
                default:
                    throw new InvalidOperationException($"Unexpected step {step}.");
            }
        }
    }

    private static string Seconds(DateTimeOffset instant) => (instant - Start).TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
