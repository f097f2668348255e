namespace FleetActors.Alerts;

/// <summary>Severity words from outside.</summary>
public static class SeverityWords
{
    /// <summary>
    /// <c>low</c>, <c>medium</c>, <c>critical</c> and their relatives, in any case. Unknown for anything else: the caller treats that as medium
    /// and says so, because a word nobody knows must not silence a page.
    /// </summary>
    public static Severity Map(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "LOW" or "INFO" or "INFORMATIONAL" or "MINOR" or "NOTICE" => Severity.Low,
        "MEDIUM" or "WARNING" or "WARN" or "MODERATE" => Severity.Medium,
        "CRITICAL" or "HIGH" or "SEVERE" or "EMERGENCY" or "MAJOR" or "FATAL" => Severity.Critical,
        _ => Severity.Unknown,
    };
}
