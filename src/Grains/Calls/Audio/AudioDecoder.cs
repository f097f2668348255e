using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NAudio.Codecs;

namespace FleetActors.Calls;

/// <summary>
/// From a stream's payloads to samples: PCMU, PCMA and L16 in either byte order, 8 or 16 kHz, one channel or two (mixed). Works in slices of at most
/// <see cref="SliceBytes"/> in buffers of its own, so a stream costs the same memory whatever the length of its frames.
/// </summary>
internal sealed class AudioDecoder
{
    private const int SliceSamples = Decimator.MaxInput;

    private static readonly short[] MuLaw = Table(MuLawDecoder.MuLawToLinearSample);
    private static readonly short[] ALaw = Table(ALawDecoder.ALawToLinearSample);

    private readonly AudioFormat _format;
    private readonly bool _swaps;
    private readonly Decimator? _decimator;
    private readonly short[] _wire = new short[SliceSamples];
    private readonly short[] _mixing;
    private readonly short[] _phone;

    /// <exception cref="ArgumentException">The format is not supported, see <see cref="AudioFormats.IsSupported"/>.</exception>
    public AudioDecoder(AudioFormat format, L16ByteOrder order)
    {
        if (!AudioFormats.IsSupported(format, out var reason))
        {
            throw new ArgumentException($"Ask {nameof(AudioFormats)}.{nameof(AudioFormats.IsSupported)} first: {reason}.", nameof(format));
        }

        _format = format;
        _swaps = order == L16ByteOrder.Big == BitConverter.IsLittleEndian;
        _decimator = format.SampleRate == AudioFormats.WideRate ? new Decimator() : null;
        _mixing = format.Channels == 2 ? new short[2 * SliceSamples] : [];
        _phone = _decimator is null ? [] : new short[(SliceSamples / 2) + 1];
        SliceBytes = SliceSamples * AudioFormats.BytesPerSample(format);
    }

    /// <summary>The most bytes that one <see cref="Decode"/> takes; a whole number of samples.</summary>
    public int SliceBytes { get; }

    /// <summary>The most samples that one <see cref="DecodeMissing"/> takes.</summary>
    public static int SliceMissing => SliceSamples;

    /// <summary>Decodes the next audio. A broken sample at its end is ignored: what follows starts with a whole one again.</summary>
    public DecodedAudio Decode(ReadOnlySpan<byte> payload)
    {
        var count = AudioFormats.SamplesIn(_format, payload.Length);
        if (_format.Channels == 1)
        {
            ToLinear(payload, _wire.AsSpan(0, count));
        }
        else
        {
            var both = _mixing.AsSpan(0, 2 * count);
            ToLinear(payload, both);
            Mix(both, _wire);
        }

        return ToPhone(count);
    }

    /// <summary>Silence in place of samples that never came; they count at the wire's rate.</summary>
    public DecodedAudio DecodeMissing(int samples)
    {
        _wire.AsSpan(0, samples).Clear();
        return ToPhone(samples);
    }

    private DecodedAudio ToPhone(int count)
    {
        var wire = _wire.AsSpan(0, count);
        return _decimator is null
            ? new DecodedAudio(wire, wire)
            : new DecodedAudio(wire, _phone.AsSpan(0, _decimator.Process(wire, _phone)));
    }

    private void ToLinear(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        if (_format.Encoding == AudioEncoding.L16)
        {
            payload[..(samples.Length * 2)].CopyTo(MemoryMarshal.AsBytes(samples));
            if (_swaps)
            {
                BinaryPrimitives.ReverseEndianness(samples, samples);
            }

            return;
        }

        var table = _format.Encoding == AudioEncoding.Pcmu ? MuLaw : ALaw;
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = table[payload[i]];
        }
    }

    private static void Mix(ReadOnlySpan<short> both, Span<short> mixed)
    {
        for (var i = 0; i < both.Length; i += 2)
        {
            mixed[i / 2] = (short)((both[i] + both[i + 1]) / 2);
        }
    }

    private static short[] Table(Func<byte, short> decode) => [.. Enumerable.Range(0, 256).Select(code => decode((byte)code))];
}

/// <summary>Decoded audio; valid until the decoder's next call.</summary>
/// <param name="wire">At the rate of the wire, one channel.</param>
/// <param name="phone">At 8 kHz.</param>
internal readonly ref struct DecodedAudio(ReadOnlySpan<short> wire, ReadOnlySpan<short> phone)
{
    public ReadOnlySpan<short> Wire { get; } = wire;

    public ReadOnlySpan<short> Phone { get; } = phone;
}
