namespace FleetActors.Alerts;

/// <summary>One page that will leave if nobody acts.</summary>
/// <param name="Step">1 is the first step.</param>
/// <param name="Round">1 is the first round.</param>
/// <param name="Target">Contact id or masked number.</param>
/// <param name="Channel"><c>sms</c>, <c>call</c>, <c>conference</c> or <c>callback</c>.</param>
/// <param name="Why">Short reason.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.planned-page")]
public sealed record PlannedPage(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] int Round,
    [property: Id(2)] int Step,
    [property: Id(3)] string Target,
    [property: Id(4)] string Channel,
    [property: Id(5)] string Why);
