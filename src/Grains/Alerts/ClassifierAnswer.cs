namespace FleetActors.Alerts;

/// <summary>What the model said, as far as it could be read (S2-18), or why it could not.</summary>
/// <param name="Severity">The model's own word, unmapped; null when missing.</param>
/// <param name="TimeSensitivityMinutes">How soon it matters, in minutes; null when missing or unreadable.</param>
/// <param name="RawJson">The object the model answered, for the record (S2-41 keeps it whole).</param>
/// <param name="Failure">Null when an object was read.</param>
public sealed record ClassifierAnswer(
    string? Severity,
    string? Category,
    string? Briefing,
    string? RecommendedAction,
    int? TimeSensitivityMinutes,
    string? RawJson,
    string? Failure)
{
    /// <summary>No usable answer.</summary>
    public static ClassifierAnswer Failed(string why) => new(null, null, null, null, null, null, why);
}
