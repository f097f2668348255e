namespace Orleans.Runtime;

/// <summary>Name of a grain interface.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainInterfaceType : IEquatable<GrainInterfaceType>
{
    /// <summary>Takes the name.</summary>
    public GrainInterfaceType(string value)
    {
        Value = IdSpan.Create(value);
    }

    /// <summary>Takes the name.</summary>
    public GrainInterfaceType(IdSpan value)
    {
        Value = value;
    }

    /// <summary>The name.</summary>
    public IdSpan Value { get; }

    /// <summary>No name.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Takes the name.</summary>
    public static GrainInterfaceType Create(string value) => new(value);

    public static bool operator ==(GrainInterfaceType left, GrainInterfaceType right) => left.Equals(right);

    public static bool operator !=(GrainInterfaceType left, GrainInterfaceType right) => !left.Equals(right);

    public bool Equals(GrainInterfaceType other) => Value.Equals(other.Value);

    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString();
}
