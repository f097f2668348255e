namespace FleetActors.Sandbox;

/// <summary>A media stream of a leg.</summary>
/// <param name="Track"><c>inbound_track</c>, <c>outbound_track</c> or <c>both_tracks</c>.</param>
/// <param name="Codec"><c>PCMU</c>, <c>PCMA</c>, ... or <c>default</c>.</param>
internal sealed record MediaStream(string Url, string Track, string Codec, string? AuthToken)
{
    public string Id { get; } = Identifiers.NewId();
}

/// <summary>Opens and closes the sockets that carry a leg's audio: where sound would come from and go to.</summary>
internal interface IMediaConnector
{
    /// <summary>Connects; false when it cannot, with the reason in Telnyx's words.</summary>
    bool TryOpen(Leg leg, MediaStream stream, out string failure);

    void Close(Leg leg, MediaStream stream);
}

/// <summary>The virtual phones have no sound, so every stream fails as if its socket could not be reached.</summary>
internal sealed class NoMedia : IMediaConnector
{
    public bool TryOpen(Leg leg, MediaStream stream, out string failure)
    {
        failure = "connection_failed";
        return false;
    }

    public void Close(Leg leg, MediaStream stream)
    {
    }
}

/// <summary>Starts and stops the media stream of a leg and reports it.</summary>
internal sealed class Streaming(CallEvents events, IMediaConnector media)
{
    public void Start(Leg leg, MediaStream stream)
    {
        if (media.TryOpen(leg, stream, out var failure))
        {
            leg.Stream = stream;
            events.Streaming(leg, CallEventTypes.StreamingStarted, stream.Url);
        }
        else
        {
            events.StreamingFailed(leg, stream, failure);
        }
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
