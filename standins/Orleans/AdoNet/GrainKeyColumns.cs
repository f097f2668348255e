using System.Text;
using Orleans.Runtime;

namespace Orleans.AdoNet;

/// <summary>
/// A grain's key as Orleans' storage table has it, the same as the real provider computes it, so that both find each other's rows. What kind of key it is, is guessed from its
/// text: 32 hexadecimal digits are a GUID, fewer a number, anything else is kept as text.
/// </summary>
internal readonly struct GrainKeyColumns
{
    private GrainKeyColumns(long n0, long n1, string? extension, ReadOnlySpan<byte> key)
    {
        N0 = n0;
        N1 = n1;
        Extension = extension;
        Hash = HashReversed(key, extension);
    }

    public long N0 { get; }

    public long N1 { get; }

    public string? Extension { get; }

    public int Hash { get; }

    public static GrainKeyColumns Of(GrainId grainId)
    {
        if (grainId.TryGetGuidKey(out var guid, out var extension))
        {
            Span<byte> bytes = stackalloc byte[16];
            guid.TryWriteBytes(bytes);
            return new GrainKeyColumns(BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes[8..]), extension, bytes);
        }

        if (grainId.TryGetIntegerKey(out var number, out extension))
        {
            return new GrainKeyColumns(0, number, extension, BitConverter.GetBytes(number));
        }

        return new GrainKeyColumns(0, 0, grainId.Key.ToString(), []);
    }

    /// <summary>Hash of a name, as the type column has it.</summary>
    public static int HashOf(string name) => unchecked((int)StableHash.ComputeHash(Encoding.UTF8.GetBytes(name)));

    private static int HashReversed(ReadOnlySpan<byte> key, string? extension)
    {
        var length = key.Length + (extension is null ? 0 : Encoding.UTF8.GetByteCount(extension));
        var bytes = length <= 256 ? stackalloc byte[length] : new byte[length];
        key.CopyTo(bytes);
        if (extension is not null)
        {
            Encoding.UTF8.GetBytes(extension, bytes[key.Length..]);
        }

        bytes.Reverse();
        return unchecked((int)StableHash.ComputeHash(bytes));
    }
}
