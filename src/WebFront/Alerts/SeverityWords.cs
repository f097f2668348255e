namespace FleetActors.Alerts;

/// <summary>Severities as text, read from outside and written on the wire.</summary>
internal static class SeverityWords
{
    private const int MaxEcho = 40;

    /// <summary>
    /// Reads a reporter's word: our own three and the usual others in any case; a word nobody knows is medium, because
    /// too loud is safer than silent. <paramref name="mappedFrom"/> is what was written when it was not one of our words.
    /// </summary>
    public static Severity Read(string? text, out string? mappedFrom)
    {
        mappedFrom = null;
        var word = text?.Trim();
        if (string.IsNullOrEmpty(word))
        {
            return Severity.Unknown;
        }

        if (TryParse(word, out var own))
        {
            return own;
        }

        mappedFrom = word.Length <= MaxEcho ? word : word[..MaxEcho];
        return word.ToUpperInvariant() switch
        {
            "HIGH" => Severity.Critical,
            "WARNING" => Severity.Medium,
            "INFO" => Severity.Low,
            _ => Severity.Medium,
        };
    }

    /// <summary>Exactly our own words, in any case; for filters.</summary>
    public static bool TryParse(string text, out Severity severity)
    {
        severity = text.ToUpperInvariant() switch
        {
            "LOW" => Severity.Low,
            "MEDIUM" => Severity.Medium,
            "CRITICAL" => Severity.Critical,
            _ => Severity.Unknown,
        };
        return severity != Severity.Unknown;
    }

    /// <summary>The word on the wire.</summary>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.Low => "low",
        Severity.Medium => "medium",
        Severity.Critical => "critical",
        _ => "unknown",
    };
}
