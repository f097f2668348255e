using FleetActors.Calls;

namespace FleetActors.Media;

/// <summary>One message of the provider, as far as it matters here. Members that were absent or not of their kind are null.</summary>
internal struct MediaMessage
{
    public MediaEvent Event;
    public string? StreamId;

    /// <summary>Of media: place in the stream.</summary>
    public long? Chunk;

    /// <summary>Of media.</summary>
    public long? Timestamp;

    /// <summary>Of media: what the other side of the call hears, not the caller.</summary>
    public bool IsOutbound;

    /// <summary>Of media: the decoded sound.</summary>
    public byte[]? Payload;

    /// <summary>Of start.</summary>
    public string? CallControlId;

    /// <summary>Of start; null when it does not say.</summary>
    public AudioFormat? Format;

    /// <summary>Of error: the provider's number and title.</summary>
    public (long? Code, string? Title) Complaint;
}
