using System.Text;

namespace Orleans.Runtime;

/// <summary>An identifier: UTF-8 text. Held as a string here, so that string keys cost no conversion.</summary>
[Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>, ISpanFormattable
{
    private readonly string? _text;

    /// <summary>Takes the UTF-8 bytes of an identifier.</summary>
    public IdSpan(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _text = Encoding.UTF8.GetString(value);
    }

    private IdSpan(string text)
    {
        _text = text;
    }

    /// <summary>The UTF-8 bytes; a new array each time.</summary>
    public ReadOnlyMemory<byte> Value => _text is null ? default(ReadOnlyMemory<byte>) : Encoding.UTF8.GetBytes(_text);

    /// <summary>Nothing or empty.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_text);

    internal string Text => _text ?? string.Empty;

    /// <summary>Takes the text of an identifier.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <summary>The UTF-8 bytes of <paramref name="id"/>; null for the default value.</summary>
    public static byte[]? UnsafeGetArray(IdSpan id) => id._text is null ? null : Encoding.UTF8.GetBytes(id._text);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    /// <summary>The UTF-8 bytes; a new array each time.</summary>
    public ReadOnlySpan<byte> AsSpan() => Value.Span;

    /// <summary>A hash that is the same everywhere; reminder tables store it.</summary>
    public uint GetUniformHashCode() => _text is null ? 0 : StableHash.ComputeHash(AsSpan());

    public bool Equals(IdSpan obj) => string.Equals(_text, obj._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    public int CompareTo(IdSpan other) => AsSpan().SequenceCompareTo(other.AsSpan());

    public override string ToString() => Text;

    /// <summary>Writes the text.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        charsWritten = Text.TryCopyTo(destination) ? Text.Length : 0;
        return charsWritten == Text.Length;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Text;

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => TryFormat(destination, out charsWritten);
}
