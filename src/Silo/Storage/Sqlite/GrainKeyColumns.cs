using System.Text;

namespace FleetActors.Storage.Sqlite;

/// <summary>
/// A grain's key as Orleans' storage table has it: by the same rules as Orleans' own provider, so that rows written by either are found by the other. What kind of key it
/// is, is guessed from its text: 32 hexadecimal digits are a GUID, fewer a number, anything else is kept as text.
/// </summary>
internal readonly struct GrainKeyColumns
{
    private GrainKeyColumns(long n0, long n1, string? extension, ReadOnlySpan<byte> key)
    {
        (N0, N1, Extension, Hash) = (n0, n1, extension, HashOf(key, extension));
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

    /// <summary>Hash of the name of a state, as the type column has it.</summary>
    public static int HashOf(string stateName) => unchecked((int)StableHash.ComputeHash(Encoding.UTF8.GetBytes(stateName)));

    private static int HashOf(ReadOnlySpan<byte> key, string? extension)
    {
        var length = key.Length + Encoding.UTF8.GetByteCount(extension ?? string.Empty);
        var bytes = length <= 256 ? stackalloc byte[length] : new byte[length];
        key.CopyTo(bytes);
        Encoding.UTF8.GetBytes(extension, bytes[key.Length..]);
        bytes.Reverse();
        return unchecked((int)StableHash.ComputeHash(bytes));
    }
}
