namespace FleetActors.Calls;

/// <summary>How sound is encoded on the media socket.</summary>
public enum AudioEncoding
{
    /// <summary>Not named or not one of ours: the stream is refused with a reason.</summary>
    Unknown = 0,

    /// <summary>G.711 mu-law.</summary>
    Pcmu = 1,

    /// <summary>G.711 A-law.</summary>
    Pcma = 2,

    /// <summary>16-bit linear; the byte order is a setting, since the provider's is contested.</summary>
    L16 = 3,
}

/// <summary>What a media stream says it carries.</summary>
/// <param name="SampleRate">Samples per second: 8000 or 16000.</param>
/// <param name="Channels">1.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.audio-format")]
public sealed record AudioFormat(
    [property: Id(0)] AudioEncoding Encoding,
    [property: Id(1)] int SampleRate,
    [property: Id(2)] int Channels);
