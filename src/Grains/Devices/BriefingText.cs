using System.Globalization;

namespace FleetActors.Devices;

/// <summary>The sentence a person hears when a rule fires. Pure.</summary>
internal static class BriefingText
{
    /// <summary>Fills the rule's template, or makes the standard sentence: <c>Temperature of truck-7 is 91.5, above 80 for 60 s.</c></summary>
    /// <param name="value">Null when the value is no longer known.</param>
    public static string Write(DeviceRule rule, string deviceId, string fleetId, double? value)
    {
        var (side, limit) = RuleConditions.Describe(rule.Condition);
        var metric = Words(RuleConditions.MetricOf(rule.Condition));
        var number = value is { } known ? Number(known) : "out of range";
        if (rule.Briefing is { } template)
        {
            return BriefingTemplate.Fill(template, name => name switch
            {
                "device" => deviceId,
                "fleet" => fleetId,
                "rule" => rule.Name,
                "metric" => metric,
                "value" => number,
                "limit" => Number(limit),
                "for" => Duration(rule.For),
                _ => "",
            });
        }

        var lasting = rule.For > TimeSpan.Zero ? $" for {Duration(rule.For)}" : "";
        return $"{char.ToUpperInvariant(metric[0])}{metric[1..]} of {deviceId} is {number}, {side} {Number(limit)}{lasting}.";
    }

    /// <summary>What is written into the alert's timeline when the rule clears.</summary>
    public static string WriteCleared(DeviceRule rule, string deviceId, double? value)
    {
        var metric = Words(RuleConditions.MetricOf(rule.Condition));
        return $"{char.ToUpperInvariant(metric[0])}{metric[1..]} of {deviceId} is back in range"
            + (value is { } known ? $" at {Number(known)}." : ".");
    }

    /// <summary>Four decimals are more than anyone wants to hear; very large and very small numbers keep five digits.</summary>
    internal static string Number(double value)
    {
        var size = Math.Abs(value);
        var format = size is 0 or (>= 0.001 and < 1e12) ? "0.####" : "G5";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>In the largest unit that leaves no remainder: <c>90 s</c>, <c>5 min</c>, <c>2 h</c>.</summary>
    internal static string Duration(TimeSpan span)
    {
        var (unit, name) = span.Ticks switch
        {
            >= 2 * TimeSpan.TicksPerHour when span.Ticks % TimeSpan.TicksPerHour == 0 => (TimeSpan.TicksPerHour, "h"),
            >= 2 * TimeSpan.TicksPerMinute when span.Ticks % TimeSpan.TicksPerMinute == 0 => (TimeSpan.TicksPerMinute, "min"),
            _ => (TimeSpan.TicksPerSecond, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{(double)span.Ticks / unit:0.###} {name}");
    }

    private static string Words(string metric) => metric.Replace('_', ' ').Replace('/', ' ').Trim();
}
