namespace FleetActors.Telephony;

/// <summary>A live leg found by its client state.</summary>
[GenerateSerializer, Immutable, Alias("fleet.telephony.live-call")]
public sealed record LiveCall([property: Id(0)] string CallControlId, [property: Id(1)] string ClientState);
