using System.Collections.Immutable;

namespace FleetActors.Devices;

/// <summary>The rules in force for a device, ready to be asked for every reading. Immutable; devices without rules of their own share their fleet's.</summary>
internal sealed class RuleSet
{
    /// <summary>More rules do not fit the bit sets. Fleet and device limits together stay within it.</summary>
    public const int MaxRules = 64;

    /// <summary>No rules.</summary>
    public static RuleSet Empty { get; } = new([]);

    private readonly string[] _metrics;

    private RuleSet(ImmutableArray<DeviceRule> rules)
    {
        if (rules.Length > MaxRules)
        {
            throw new ArgumentException($"{rules.Length} rules for one device; at most {MaxRules}.", nameof(rules));
        }

        Rules = rules;
        _metrics = [.. rules.Select(rule => RuleConditions.MetricOf(rule.Condition))];
    }

    /// <summary>In order of the fleet's profile, then the device's own.</summary>
    public ImmutableArray<DeviceRule> Rules { get; }

    /// <summary>The fleet's rules alone.</summary>
    public static RuleSet Of(ImmutableArray<DeviceRule> rules) => rules.IsDefaultOrEmpty ? Empty : new(rules);

    /// <summary>The fleet's rules, some replaced or left out, and those only the device has.</summary>
    public RuleSet With(ImmutableArray<RuleOverride> overrides)
    {
        var own = overrides.ToDictionary(change => change.Name, StringComparer.Ordinal);
        var rules = ImmutableArray.CreateBuilder<DeviceRule>();
        foreach (var rule in Rules)
        {
            if (!own.Remove(rule.Name, out var change))
            {
                rules.Add(rule);
            }
            else if (change.Replacement is { } replacement)
            {
                rules.Add(replacement);
            }
        }

        rules.AddRange(overrides.Where(change => own.ContainsKey(change.Name)).Select(change => change.Replacement).OfType<DeviceRule>());
        return Of(rules.ToImmutable());
    }

    /// <summary>Which rules judge a metric: bit <c>i</c> for <c>Rules[i]</c>.</summary>
    public ulong RulesOn(string metric)
    {
        var bits = 0UL;
        for (var i = 0; i < _metrics.Length; i++)
        {
            if (string.Equals(_metrics[i], metric, StringComparison.Ordinal))
            {
                bits |= 1UL << i;
            }
        }

        return bits;
    }

    /// <summary>Judges a value by one rule.</summary>
    public Stand Assess(int rule, double value) => RuleConditions.Assess(Rules[rule].Condition, value);

    /// <summary>Where a rule of that name is; -1 when it is not in force.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            if (string.Equals(Rules[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
