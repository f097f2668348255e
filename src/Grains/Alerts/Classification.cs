using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>How bad an alert is and what it says, and who decided that.</summary>
/// <param name="Briefing">What the person paged hears and reads.</param>
/// <param name="RecommendedAction">Inference's advice, or null.</param>
/// <param name="TimeSensitivityMinutes">How soon it matters, in minutes, or null.</param>
/// <param name="By"><c>rule</c>, <c>client</c>, <c>inference</c> or <c>fallback</c>: who gave the severity.</param>
/// <param name="Json">Inference's whole answer, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.classification")]
internal sealed record Classification(
    [property: Id(0)] Severity Severity,
    [property: Id(1)] string Category,
    [property: Id(2)] string Briefing,
    [property: Id(3)] string? RecommendedAction,
    [property: Id(4)] int? TimeSensitivityMinutes,
    [property: Id(5)] string By,
    [property: Id(6)] string? Json) : IKeepsUnknown
{
    /// <summary>Category of an alert that nobody put into one.</summary>
    public const string NoCategory = "general";

    /// <summary>Before the alert is opened.</summary>
    public static Classification None { get; } = new(Severity.Unknown, NoCategory, "", null, null, "", null);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
