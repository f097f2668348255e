using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>What a model said of a transcript, as far as it could be read, or why it could not.</summary>
/// <param name="Category">Unknown when it named none of ours.</param>
/// <param name="Services">Those of ours it named.</param>
/// <param name="Tags">As it wrote them; <see cref="TriageTags"/> decides which count.</param>
/// <param name="Level">Unknown when it named none of ours.</param>
/// <param name="Summary">Plain text in one line, bounded; null when missing.</param>
/// <param name="Reason">Why the level, plain text in one line, bounded; null when missing.</param>
/// <param name="Failure">Null when something was read.</param>
public sealed record TriageAnswer(
    ServiceCategory Category,
    ImmutableArray<ServiceCategory> Services,
    ImmutableArray<string> Tags,
    RiskLevel Level,
    string? Summary,
    string? Reason,
    string? Failure)
{
    /// <summary>Longest summary, in characters.</summary>
    public const int LongestSummary = 400;

    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 200;

    /// <summary>No usable answer.</summary>
    public static TriageAnswer Failed(string why) => new(ServiceCategory.Unknown, [], [], RiskLevel.Unknown, null, null, why);
}
