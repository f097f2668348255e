using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Telemetry;

/// <summary>What names in telemetry are looked up by: their bytes.</summary>
internal static class Utf8Names
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // Drawn at start, so that nobody outside can choose names that share a place.
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>A hash that spreads well over its low bits.</summary>
    public static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = Seed ^ (ulong)name.Length;
        while (name.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(name));
            name = name[sizeof(ulong)..];
        }

        if (name.Length >= sizeof(uint))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt32LittleEndian(name));
            name = name[sizeof(uint)..];
        }

        foreach (var letter in name)
        {
            hash = Mix(hash, letter);
        }

        return (uint)(hash ^ (hash >> 32));
    }

    /// <summary>Whether the bytes spell the text; never true for anything but ASCII.</summary>
    public static bool Spell(ReadOnlySpan<byte> name, string text) => Ascii.Equals(name, text);

    private static ulong Mix(ulong hash, ulong bits)
    {
        hash = (hash ^ bits) * Multiplier;
        return BitOperations.RotateLeft(hash, 29);
    }
}
