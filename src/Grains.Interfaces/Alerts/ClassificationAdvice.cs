namespace FleetActors.Alerts;

/// <summary>Inference's answer in our words: severity mapped, everything optional. Advice, not a verdict.</summary>
/// <param name="Severity">Mapped; null when the model gave none.</param>
/// <param name="Failure">Why there is no advice; null when there is.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.advice")]
public sealed record ClassificationAdvice(
    [property: Id(0)] Severity? Severity,
    [property: Id(1)] string? Category,
    [property: Id(2)] string? Briefing,
    [property: Id(3)] string? RecommendedAction,
    [property: Id(4)] int? TimeSensitivityMinutes,
    [property: Id(5)] string? Json,
    [property: Id(6)] string? Failure);
