namespace FleetActors.Calls;

/// <summary>The start frame of a media stream.</summary>
/// <param name="StreamId">The provider's id of this stream; a reconnect has another.</param>
/// <param name="Token">From the stream's address.</param>
/// <param name="CallControlId">As the frame has it, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.stream-start")]
public sealed record StreamStart(
    [property: Id(0)] string StreamId,
    [property: Id(1)] string Token,
    [property: Id(2)] string? CallControlId,
    [property: Id(3)] AudioFormat Format);

/// <summary>Whether a media stream may send.</summary>
/// <param name="Reason">Null, or <c>unknown-call</c>, <c>wrong-token</c>, <c>ended</c>, <c>unsupported-format</c>.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.stream-opening")]
public sealed record StreamOpening(
    [property: Id(0)] bool Accepted,
    [property: Id(1)] string? Reason)
{
    /// <summary>Go on.</summary>
    public static StreamOpening Welcome { get; } = new(true, null);

    /// <summary>No such call was announced.</summary>
    public static StreamOpening UnknownCall { get; } = new(false, "unknown-call");

    /// <summary>The token is not one of this call's.</summary>
    public static StreamOpening WrongToken { get; } = new(false, "wrong-token");

    /// <summary>The call is over, and its tokens with it.</summary>
    public static StreamOpening Ended { get; } = new(false, "ended");

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
