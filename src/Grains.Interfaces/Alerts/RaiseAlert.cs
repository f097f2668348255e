using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>Trouble reported by a rule or by a client, before it is an alert.</summary>
/// <param name="DedupKey">At most one unresolved alert has it; null means that every report is its own alert.</param>
/// <param name="Rule">Name of the device rule that fired; null for a client's report.</param>
/// <param name="Severity"><see cref="Alerts.Severity.Unknown"/> lets inference decide (with medium as fallback).</param>
/// <param name="SeverityText">What the reporter wrote, when it had to be mapped; told in the timeline.</param>
/// <param name="Summary">One or two sentences for the person paged; null lets inference or the fallback write it.</param>
/// <param name="Phone">Number the reporter named; kept and shown, never dialled because of it.</param>
/// <param name="SensorJson">The report as JSON text, as received.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.raise")]
public sealed record RaiseAlert(
    [property: Id(0)] string? DedupKey,
    [property: Id(1)] string? DeviceId,
    [property: Id(2)] string? FleetId,
    [property: Id(3)] string? Rule,
    [property: Id(4)] Severity Severity,
    [property: Id(5)] string? SeverityText,
    [property: Id(6)] string? Category,
    [property: Id(7)] string? Summary,
    [property: Id(8)] string? Phone,
    [property: Id(9)] string SensorJson) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
