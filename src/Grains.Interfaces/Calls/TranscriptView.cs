using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>What was said, as far as it was heard.</summary>
/// <param name="Segments">Words that stand, in their order.</param>
/// <param name="Partial">Words that may still change; empty when there are none.</param>
/// <param name="Gaps">Spans that were not heard.</param>
/// <param name="Source">Who heard it.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.transcript")]
public sealed record TranscriptView(
    [property: Id(0)] ImmutableArray<TranscriptSegment> Segments,
    [property: Id(1)] string Partial,
    [property: Id(2)] ImmutableArray<TranscriptGap> Gaps,
    [property: Id(3)] TranscriptSource Source) : IKeepsUnknown
{
    /// <summary>Nothing yet.</summary>
    public static TranscriptView Empty { get; } = new([], "", [], TranscriptSource.None);

    /// <summary>The words that stand, in one line.</summary>
    public string Text => string.Join(' ', Segments.Select(static segment => segment.Text));

    /// <summary>The words that stand and those that may still change.</summary>
    public string LiveText => Partial.Length == 0 ? Text : Segments.IsEmpty ? Partial : $"{Text} {Partial}";

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>Words that stand.</summary>
/// <param name="Start">Place in the call's sound; where the recogniser tells no times, when they were heard since the answer.</param>
/// <param name="Confidence">0 to 1, or null when not told.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.transcript-segment")]
public sealed record TranscriptSegment(
    [property: Id(0)] string Text,
    [property: Id(1)] TimeSpan Start,
    [property: Id(2)] TimeSpan End,
    [property: Id(3)] double? Confidence) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>A span [start, end) that was not heard.</summary>
/// <param name="End">Null while it goes on.</param>
/// <param name="IsSoundLost">The sound itself never reached us, so no later pass over the recording can hear it.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.transcript-gap")]
public sealed record TranscriptGap(
    [property: Id(0)] TimeSpan Start,
    [property: Id(1)] TimeSpan? End,
    [property: Id(2)] string Reason,
    [property: Id(3)] bool IsSoundLost = false) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>Who heard a transcript. On the wire <c>none</c>, <c>live</c>, <c>provider</c>, <c>batch</c>.</summary>
public enum TranscriptSource
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>The streaming recogniser.</summary>
    Live = 1,

    /// <summary>The telephone provider's transcription.</summary>
    Provider = 2,

    /// <summary>The pass over the recording after the hang-up.</summary>
    Batch = 3,
}
