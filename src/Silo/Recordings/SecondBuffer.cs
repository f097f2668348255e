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

    /// <summary>Samples that are written, with those that were there before: the place of the first one that waits.</summary>
    public long Written { get; private set; } = samples;

    /// <summary>Samples in all.</summary>
    public long Samples => Written + (_waiting / sizeof(short));

    public bool IsEmpty => _waiting == 0;

    public bool IsFull => _waiting == Size;

    /// <summary>What waits. Good until the next <see cref="Add"/>.</summary>
    public ReadOnlyMemory<byte> Sound => _second.AsMemory(0, _waiting);

    /// <summary>What of these samples a recording still has room for.</summary>
    public ReadOnlyMemory<short> Fit(ReadOnlyMemory<short> samples) => samples[..(int)Math.Clamp(RecordingInfo.MaxSamples - Samples, 0, samples.Length)];

    /// <summary>Copies what fits into the second; the rest is to come again once it was written.</summary>
    /// <returns>How many were copied.</returns>
    public int Add(ReadOnlySpan<short> samples)
    {
        var piece = samples[..Math.Min(samples.Length, (Size - _waiting) / sizeof(short))];
        MemoryMarshal.AsBytes(piece).CopyTo(_second.AsSpan(_waiting));
        _waiting += piece.Length * sizeof(short);
        return piece.Length;
    }

    /// <summary>What waits is written.</summary>
    public void Clear() => (Written, _waiting) = (Samples, 0);
}
