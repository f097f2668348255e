namespace FleetActors.Calls;

/// <summary>Which byte of a 16 bit sample comes first on the wire.</summary>
public enum L16ByteOrder
{
    /// <summary>The high one, as RFC 3551 has it.</summary>
    Big = 0,

    /// <summary>The low one, as some providers send it all the same.</summary>
    Little = 1,
}
