using System.Net;

namespace Orleans.Runtime;

/// <summary>One life of a silo: where it listens, and a number that grows with every start.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private SiloAddress(IPEndPoint endpoint, int generation) => (Endpoint, Generation) = (endpoint, generation);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Tells its lives at the same place apart.</summary>
    public int Generation { get; }

    /// <summary>Makes one.</summary>
    public static SiloAddress New(IPEndPoint endpoint, int generation) => new(endpoint, generation);

    public bool Equals(SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    public int CompareTo(SiloAddress? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byAge = Generation.CompareTo(other.Generation);
        return byAge != 0 ? byAge : string.CompareOrdinal(Endpoint.ToString(), other.Endpoint.ToString());
    }

    public override string ToString() => $"S{Endpoint}:{Generation}";
}
