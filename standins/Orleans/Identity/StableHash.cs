using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A hash that is the same in every process and release, and the same as the real packages': they store it.</summary>
public static class StableHash
{
    /// <summary>Hash of the bytes.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        // The real packages take the big-endian form of the hash for a number of this machine's order.
        return BinaryPrimitives.ReverseEndianness(XxHash32.Compute(data));
    }

    /// <summary>Hash of the UTF-16 code units.</summary>
    public static uint ComputeHash(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ComputeHash(MemoryMarshal.AsBytes(data.AsSpan()));
    }
}
