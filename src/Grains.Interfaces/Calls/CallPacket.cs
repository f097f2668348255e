using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>What is left for the dispatcher when a call is over (S1-44). Made once; never changed afterwards.</summary>
/// <param name="DurationSeconds">From start to hang-up.</param>
/// <param name="Transcript">In one line; empty when nothing was heard.</param>
/// <param name="Weight">Rounded risk score x 1000.</param>
/// <param name="CreatedAt">Time of the hang-up (S1-46), in whole seconds.</param>
/// <param name="Missing">What could not be had, in plain words: a recording, a transcript, a span of it. Empty when nothing is missing.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.packet")]
public sealed record CallPacket(
    [property: Id(0)] string CallId,
    [property: Id(1)] string FromMasked,
    [property: Id(2)] string? To,
    [property: Id(3)] int DurationSeconds,
    [property: Id(4)] CallAudioView Audio,
    [property: Id(5)] string Transcript,
    [property: Id(6)] TranscriptSource TranscriptSource,
    [property: Id(7)] TriageView Triage,
    [property: Id(8)] int Weight,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] bool HasRecording,
    [property: Id(11)] ImmutableArray<string> Missing,
    [property: Id(12)] ImmutableArray<RelatedAlert> Alerts) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
