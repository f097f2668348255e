namespace FleetActors.Alerts;

/// <summary>An emergency call and why it belongs to an alert.</summary>
/// <param name="With">Who is on the line, as people may see it: a masked number.</param>
/// <param name="Because">Reads on: <c>it is the number of device truck-7</c>.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.call-link")]
public sealed record CallLink([property: Id(0)] string CallId, [property: Id(1)] string With, [property: Id(2)] string Because);
