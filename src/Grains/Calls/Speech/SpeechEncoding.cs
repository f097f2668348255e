namespace FleetActors.Calls;

/// <summary>How a sample is written.</summary>
public enum SpeechEncoding
{
    /// <summary>Not set; refused.</summary>
    Unknown,

    /// <summary>Signed 16 bit, little-endian whatever the wire had.</summary>
    Linear16,

    /// <summary>G.711 mu-law, as PCMU carries it.</summary>
    Mulaw,

    /// <summary>G.711 A-law, as PCMA carries it.</summary>
    Alaw,
}
