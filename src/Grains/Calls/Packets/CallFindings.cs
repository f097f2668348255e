using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>What the work-up after the hang-up has found.</summary>
/// <param name="Heard">Final: transcript, signals, triage.</param>
/// <param name="Missing">What could not be had, in plain words.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.findings")]
internal sealed record CallFindings(
    [property: Id(0)] Heard Heard,
    [property: Id(1)] ImmutableArray<string> Missing);
