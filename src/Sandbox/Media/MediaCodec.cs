using System.Buffers.Binary;
using NAudio.Codecs;

namespace FleetActors.Sandbox;

/// <summary>What a line carries.</summary>
internal enum MediaCodec
{
    Pcmu,
    Pcma,
    L16,
}

/// <summary>Writes samples as a codec has them, and reads them back.</summary>
internal static class MediaCodecs
{
    public static string Name(this MediaCodec codec) => codec switch
    {
        MediaCodec.Pcma => "PCMA",
        MediaCodec.L16 => "L16",
        _ => "PCMU",
    };

    /// <summary>The rate on the wire: G.711 knows only one.</summary>
    public static int RateOf(this MediaCodec codec, int sampleRate) => codec == MediaCodec.L16 ? sampleRate : 8000;

    public static byte[] Encode(this MediaCodec codec, ReadOnlySpan<short> samples, bool littleEndian)
    {
        if (codec != MediaCodec.L16)
        {
            var companded = new byte[samples.Length];
            for (var i = 0; i < samples.Length; i++)
            {
                companded[i] = codec == MediaCodec.Pcma ? ALawEncoder.LinearToALawSample(samples[i]) : MuLawEncoder.LinearToMuLawSample(samples[i]);
            }

            return companded;
        }

        var linear = new byte[samples.Length * 2];
        for (var i = 0; i < samples.Length; i++)
        {
            if (littleEndian)
            {
                BinaryPrimitives.WriteInt16LittleEndian(linear.AsSpan(i * 2), samples[i]);
            }
            else
            {
                BinaryPrimitives.WriteInt16BigEndian(linear.AsSpan(i * 2), samples[i]);
            }
        }

        return linear;
    }

    /// <summary>What is left of samples after the codec.</summary>
    public static short[] RoundTrip(this MediaCodec codec, short[] samples) => codec switch
    {
        MediaCodec.Pcma => Array.ConvertAll(samples, static sample => ALawDecoder.ALawToLinearSample(ALawEncoder.LinearToALawSample(sample))),
        MediaCodec.Pcmu => Array.ConvertAll(samples, static sample => MuLawDecoder.MuLawToLinearSample(MuLawEncoder.LinearToMuLawSample(sample))),
        _ => samples,
    };

    /// <summary>Samples at the rate of the wire; 16 kHz becomes 8 by averaging pairs.</summary>
    public static short[] ToRate(short[] samples, int from, int to)
    {
        if (from == to)
        {
            return samples;
        }

        var half = new short[samples.Length / 2];
        for (var i = 0; i < half.Length; i++)
        {
            half[i] = (short)((samples[2 * i] + samples[(2 * i) + 1]) / 2);
        }

        return half;
    }
}
