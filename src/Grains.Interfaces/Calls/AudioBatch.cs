using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Some frames of one media stream, in the order they came. None only asks whether the stream is still known.</summary>
/// <param name="Dropped">Frames that came before these and could not be kept until the call took them. So far their numbers may be ahead of the last ones. Default none.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.audio-batch")]
public sealed record AudioBatch(
    [property: Id(0)] string StreamId,
    [property: Id(1)] ImmutableArray<AudioFrame> Frames,
    [property: Id(2)] long Dropped = 0);

/// <summary>One media frame, of any length.</summary>
/// <param name="Chunk">Place in the stream, from 1; frames may come out of order, twice or never.</param>
/// <param name="TimestampMs">The provider's own time stamp; its unit is not established, so it is believed only where it has proved to be milliseconds.</param>
/// <param name="Payload">Sound in the stream's <see cref="AudioFormat"/>, without headers. Not to be changed once handed on.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.audio-frame")]
public sealed record AudioFrame(
    [property: Id(0)] long Chunk,
    [property: Id(1)] long TimestampMs,
    [property: Id(2)] byte[] Payload);

/// <summary>Whether a batch was taken.</summary>
/// <param name="Reason">Null, or <c>unknown-stream</c> (not opened here: open it again), <c>superseded</c> (replaced by a newer one: close it), or <c>ended</c>.</param>
/// <param name="Place">Where the stream stands now; null when the batch was not taken.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.audio-reply")]
public sealed record AudioReply(
    [property: Id(0)] bool Accepted,
    [property: Id(1)] string? Reason,
    [property: Id(2)] SoundPlace? Place = null)
{
    /// <summary>Taken.</summary>
    public static AudioReply Taken { get; } = new(true, null);

    /// <summary>The stream is not the one listened to, as after a restart of the call's silo.</summary>
    public static AudioReply UnknownStream { get; } = new(false, "unknown-stream");

    /// <summary>A newer stream of the same call was opened. To open this one again would take the call away from the newer one.</summary>
    public static AudioReply Superseded { get; } = new(false, "superseded");

    /// <summary>The call is over.</summary>
    public static AudioReply Ended { get; } = new(false, "ended");
}
