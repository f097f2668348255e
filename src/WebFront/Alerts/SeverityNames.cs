namespace FleetActors.Alerts;

/// <summary>Severities as text on the wire.</summary>
internal static class SeverityNames
{
    private const int MaxEcho = 40;

    /// <summary>
    /// Reads a reporter's word, any of <see cref="SeverityWords.Map"/>; a word nobody knows is medium, because too loud is safer than silent.
    /// </summary>
    /// <param name="unknownWord">What was written, shortened, when nobody knows it; else null.</param>
    public static Severity Read(string? text, out string? unknownWord)
    {
        unknownWord = null;
        var word = text?.Trim();
        if (string.IsNullOrEmpty(word))
        {
            return Severity.Unknown;
        }

        var severity = SeverityWords.Map(word);
        if (severity != Severity.Unknown)
        {
            return severity;
        }

        unknownWord = word.Length <= MaxEcho ? word : word[..MaxEcho];
        return Severity.Medium;
    }

    /// <summary>Exactly our own three words, in any case; for filters.</summary>
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
