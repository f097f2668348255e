using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Runtime;

/// <summary>The public xxHash32 function with seed 0, as the real packages use it for the hashes they store.</summary>
internal static class XxHash32
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;
    private const int BlockLength = 16;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var hash = (data.Length >= BlockLength ? MixBlocks(data) : Prime5) + (uint)data.Length;
            var tail = data[(data.Length / BlockLength * BlockLength)..];
            for (; tail.Length >= sizeof(uint); tail = tail[sizeof(uint)..])
            {
                hash += BinaryPrimitives.ReadUInt32LittleEndian(tail) * Prime3;
                hash = BitOperations.RotateLeft(hash, 17) * Prime4;
            }

            foreach (var value in tail)
            {
                hash += value * Prime5;
                hash = BitOperations.RotateLeft(hash, 11) * Prime1;
            }

            hash = (hash ^ (hash >> 15)) * Prime2;
            hash = (hash ^ (hash >> 13)) * Prime3;
            return hash ^ (hash >> 16);
        }
    }

    private static uint MixBlocks(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            uint lane1 = Prime1 + Prime2, lane2 = Prime2, lane3 = 0, lane4 = 0 - Prime1;
            for (; data.Length >= BlockLength; data = data[BlockLength..])
            {
                lane1 = MixLane(lane1, data);
                lane2 = MixLane(lane2, data[4..]);
                lane3 = MixLane(lane3, data[8..]);
                lane4 = MixLane(lane4, data[12..]);
            }

            return BitOperations.RotateLeft(lane1, 1) + BitOperations.RotateLeft(lane2, 7)
                + BitOperations.RotateLeft(lane3, 12) + BitOperations.RotateLeft(lane4, 18);
        }
    }

    private static uint MixLane(uint lane, ReadOnlySpan<byte> data)
        => unchecked(BitOperations.RotateLeft(lane + (BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime2), 13) * Prime1);
}
