namespace FleetActors.Sandbox;

/// <summary>A media stream of a leg.</summary>
/// <param name="Track"><c>inbound_track</c>, <c>outbound_track</c> or <c>both_tracks</c>.</param>
/// <param name="Codec"><c>PCMU</c>, <c>PCMA</c>, ... or <c>default</c>.</param>
internal sealed record MediaStream(string Url, string Track, string Codec, string? AuthToken)
{
    public string Id { get; } = Identifiers.NewId();
}

/// <summary>Opens and closes the sockets that carry a leg's audio.</summary>
internal interface IMediaConnector
{
    /// <summary>Begins to connect. One of the outcomes follows, inside <see cref="World.Enter{T}"/>, at once or later, unless <see cref="Close"/> comes first.</summary>
    void Open(Leg leg, MediaStream stream, MediaOutcome outcome);

    /// <summary>Ends it; harmless when it has ended.</summary>
    void Close(Leg leg, MediaStream stream);
}

/// <param name="Opened">The socket is open.</param>
/// <param name="Failed">It could not be opened, or was lost for good; the reason in Telnyx's words.</param>
internal sealed record MediaOutcome(Action Opened, Action<string> Failed);

/// <summary>Starts and stops the media stream of a leg and reports it.</summary>
internal sealed class Streaming(CallEvents events, IMediaConnector media)
{
    public void Start(Leg leg, MediaStream stream)
    {
        leg.Stream = stream;
        media.Open(leg, stream, new MediaOutcome(
            () =>
            {
                if (leg.Stream == stream)
                {
                    events.Streaming(leg, CallEventTypes.StreamingStarted, stream.Url);
                }
            },
            reason =>
            {
                if (leg.Stream == stream)
                {
                    leg.Stream = null;
                    events.StreamingFailed(leg, stream, reason);
                }
            }));
    }

    /// <summary>Ends the stream; harmless when there is none.</summary>
    public void Stop(Leg leg)
    {
        if (leg.Stream is { } stream)
        {
            leg.Stream = null;
            media.Close(leg, stream);
            events.Streaming(leg, CallEventTypes.StreamingStopped, stream.Url);
        }
    }
}
