namespace Orleans.Runtime;

/// <summary>Name of a grain class; part of every stored grain identity.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>, ISpanFormattable
{
    /// <summary>Takes the name.</summary>
    public GrainType(IdSpan id)
    {
        Value = id;
    }

    /// <summary>Takes the UTF-8 bytes of the name.</summary>
    public GrainType(byte[] value)
    {
        Value = new IdSpan(value);
    }

    /// <summary>The name.</summary>
    public IdSpan Value { get; }

    /// <summary>No name.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Takes the name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    public static explicit operator IdSpan(GrainType kind) => kind.Value;

    public static explicit operator GrainType(IdSpan id) => new(id);

    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <summary>The UTF-8 bytes of the name.</summary>
    public ReadOnlySpan<byte> AsSpan() => Value.AsSpan();

    /// <summary>A hash that is the same everywhere.</summary>
    public uint GetUniformHashCode() => Value.GetUniformHashCode();

    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => Value.TryFormat(destination, out charsWritten);
}
