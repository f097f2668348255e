using System.Runtime.InteropServices;
using FleetActors.Calls;

namespace FleetActors.Recordings;

/// <summary>Gathers samples to whole seconds, and knows where they belong.</summary>
internal sealed class SecondBuffer(long samples)
{
    /// <summary>Bytes of a second.</summary>
    public const int Size = 8000 * sizeof(short);

    private readonly byte[] _second = new byte[Size];
    private int _waiting;

    /// <summary>Samples given out by <see cref="Take"/>, with those that were there before: the place of the first one that waits.</summary>
    public long Taken { get; private set; } = samples;

    /// <summary>Samples in all.</summary>
    public long Samples => Taken + (_waiting / sizeof(short));

    public bool IsEmpty => _waiting == 0;

    public bool IsFull => _waiting == Size;

    /// <summary>What of these samples a recording still has room for.</summary>
    public ReadOnlyMemory<short> Fit(ReadOnlyMemory<short> samples) => samples[..(int)Math.Clamp(RecordingInfo.MaxSamples - Samples, 0, samples.Length)];

    /// <summary>Copies what fits into the second; the rest is to come again once it was taken.</summary>
    /// <returns>How many were copied.</returns>
    public int Add(ReadOnlySpan<short> samples)
    {
        var piece = samples[..Math.Min(samples.Length, (Size - _waiting) / sizeof(short))];
        MemoryMarshal.AsBytes(piece).CopyTo(_second.AsSpan(_waiting));
        _waiting += piece.Length * sizeof(short);
        return piece.Length;
    }

    /// <summary>
    /// Empties it. The place moves on whatever becomes of the sound: what is missing in a recording is silence, and later sound keeps its place. The bytes
    /// are good until the next <see cref="Add"/>.
    /// </summary>
    public (long FirstSample, ReadOnlyMemory<byte> Sound) Take()
    {
        var taken = (Taken, (ReadOnlyMemory<byte>)_second.AsMemory(0, _waiting));
        Taken += _waiting / sizeof(short);
        _waiting = 0;
        return taken;
    }
}
