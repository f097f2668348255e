using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>The words of a recording, or why there are none.</summary>
/// <param name="Text">All of it; empty when nobody spoke or it failed.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Utterances">The same in pieces, by pauses; empty when the recogniser gave none.</param>
/// <param name="Failure">Null on success.</param>
/// <param name="CanRetry">A failure that may go away by itself.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.batch-transcript")]
public sealed record BatchTranscript(
    [property: Id(0)] string Text,
    [property: Id(1)] double Confidence,
    [property: Id(2)] ImmutableArray<Utterance> Utterances,
    [property: Id(3)] string? Failure,
    [property: Id(4)] bool CanRetry)
{
    /// <summary>It did not work.</summary>
    public static BatchTranscript Failed(string reason, bool canRetry) => new(string.Empty, 0, [], reason, canRetry);
}

/// <summary>A stretch of speech between pauses; times from the start of the recording.</summary>
/// <param name="Confidence">0 to 1.</param>
[GenerateSerializer, Immutable, Alias("fleet.calls.utterance")]
public sealed record Utterance(
    [property: Id(0)] string Text,
    [property: Id(1)] TimeSpan From,
    [property: Id(2)] TimeSpan To,
    [property: Id(3)] double Confidence);
