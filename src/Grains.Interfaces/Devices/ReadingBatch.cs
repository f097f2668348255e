using System.Collections.Immutable;

namespace FleetActors.Devices;

/// <summary>Readings of one device, in the order in which they were sent.</summary>
/// <param name="FleetId">The fleet they name, or null. Decides only where a device unknown so far is put; a known device stays in its fleet.</param>
/// <param name="Readings">At least one.</param>
[GenerateSerializer, Immutable, Alias("fleet.reading-batch")]
public sealed record ReadingBatch(
    [property: Id(0)] string? FleetId,
    [property: Id(1)] ImmutableArray<Reading> Readings);
