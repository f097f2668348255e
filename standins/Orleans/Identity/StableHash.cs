using System.Runtime.InteropServices;

namespace Orleans;

/// <summary>A hash that is the same in every process and release; used for values that are stored.</summary>
public static class StableHash
{
    /// <summary>Hash of the bytes.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data) => Runtime.XxHash32.Compute(data);

    /// <summary>Hash of the UTF-16 code units.</summary>
    public static uint ComputeHash(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Runtime.XxHash32.Compute(MemoryMarshal.AsBytes(data.AsSpan()));
    }
}
