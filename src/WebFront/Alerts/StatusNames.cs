namespace FleetActors.Alerts;

/// <summary>Alert statuses as text on the wire.</summary>
internal static class StatusNames
{
    /// <summary>Exactly our own words, in any case.</summary>
    public static bool TryParse(string text, out AlertStatus status)
    {
        foreach (var candidate in Enum.GetValues<AlertStatus>())
        {
            if (candidate != AlertStatus.Unknown && string.Equals(candidate.Word(), text, StringComparison.OrdinalIgnoreCase))
            {
                status = candidate;
                return true;
            }
        }

        status = AlertStatus.Unknown;
        return false;
    }

    /// <summary>The word on the wire.</summary>
    public static string Word(this AlertStatus status) => status switch
    {
        AlertStatus.Open => "open",
        AlertStatus.Paging => "paging",
        AlertStatus.Acknowledged => "acknowledged",
        AlertStatus.Resolved => "resolved",
        AlertStatus.Snoozed => "snoozed",
        AlertStatus.Suppressed => "suppressed",
        AlertStatus.Exhausted => "exhausted",
        _ => "unknown",
    };
}
