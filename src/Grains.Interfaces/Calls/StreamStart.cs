namespace FleetActors.Calls;

/// <summary>The start frame of a media stream.</summary>
/// <param name="StreamId">The provider's id of this stream; a reconnect has another.</param>
/// <param name="Token">From the stream's address.</param>
/// <param name="CallControlId">As the frame has it, or null.</param>
/// <param name="Place">
/// Set when a stream that goes on is told to its call again: where it stood before the first frame that is handed over again. Null for one that starts.
/// </param>
/// <param name="HeldBack">How long ago the frame came: so long the call could not be told. Default zero.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.stream-start")]
public sealed record StreamStart(
    [property: Id(0)] string StreamId,
    [property: Id(1)] string Token,
    [property: Id(2)] string? CallControlId,
    [property: Id(3)] AudioFormat Format,
    [property: Id(4)] SoundPlace? Place = null,
    [property: Id(5)] TimeSpan HeldBack = default);

/// <summary>
/// Where a stream stands in its call's sound. The call tells it with each answer, and whoever holds the stream brings it along when the call has moved and forgotten it: so
/// what was away was the call, and not the sound.
/// </summary>
/// <param name="Chunk">Number of the frame that comes next; null before the first.</param>
/// <param name="Sample">Where in the call's sound that frame begins, 8000 a second.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.sound-place")]
public sealed record SoundPlace(
    [property: Id(0)] long? Chunk,
    [property: Id(1)] long Sample);

/// <summary>Whether a media stream may send.</summary>
/// <param name="Reason">Null, or <c>unknown-call</c>, <c>wrong-token</c>, <c>ended</c>, <c>superseded</c>, <c>unsupported-format</c>.</param>
/// <param name="Place">Where the stream begins, or goes on; null when it may not, or was only asked about.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.stream-opening")]
public sealed record StreamOpening(
    [property: Id(0)] bool Accepted,
    [property: Id(1)] string? Reason,
    [property: Id(2)] SoundPlace? Place = null)
{
    /// <summary>Go on.</summary>
    public static StreamOpening Welcome { get; } = new(true, null);

    /// <summary>No such call was announced.</summary>
    public static StreamOpening UnknownCall { get; } = new(false, "unknown-call");

    /// <summary>The token is not one of this call's.</summary>
    public static StreamOpening WrongToken { get; } = new(false, "wrong-token");

    /// <summary>The call is over, and its tokens with it.</summary>
    public static StreamOpening Ended { get; } = new(false, "ended");

    /// <summary>The stream would go on, but a newer one of the same call has been opened since.</summary>
    public static StreamOpening Superseded { get; } = new(false, "superseded");

    /// <summary>The sound cannot be decoded; the call says so too.</summary>
    public static StreamOpening UnsupportedFormat { get; } = new(false, "unsupported-format");
}

/// <summary>A media stream is over.</summary>
/// <param name="Reason">Short text for the call's timeline, such as <c>stop</c> or <c>socket lost</c>.</param>
/// <param name="GarbageFrames">Frames that could not be read since it was opened.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.stream-close")]
public sealed record StreamClose(
    [property: Id(0)] string StreamId,
    [property: Id(1)] string Reason,
    [property: Id(2)] long GarbageFrames);
