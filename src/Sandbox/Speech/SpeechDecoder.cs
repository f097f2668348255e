using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NAudio.Codecs;

namespace FleetActors.Sandbox;

/// <summary>Makes samples at 8 kHz of what a client sends. A sample cut in two by a frame's end is put together again.</summary>
internal sealed class SpeechDecoder(string encoding, int sampleRate)
{
    private readonly List<byte> _rest = [];

    /// <summary>Why such a stream cannot be heard; null when it can.</summary>
    public static string? Problem(string? encoding, string? sampleRate) =>
        encoding is not ("linear16" or "mulaw" or "alaw") ? "Bad Request: the sandbox takes encoding linear16, mulaw or alaw."
        : sampleRate is not ("8000" or "16000") ? "Bad Request: the sandbox takes sample_rate 8000 or 16000 together with encoding."
        : null;

    public short[] Decode(ReadOnlySpan<byte> bytes)
    {
        short[] samples;
        if (encoding == "linear16")
        {
            _rest.AddRange(bytes);
            samples = new short[_rest.Count / 2];
            var all = CollectionsMarshal.AsSpan(_rest);
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = BinaryPrimitives.ReadInt16LittleEndian(all[(2 * i)..]);
            }

            _rest.RemoveRange(0, samples.Length * 2);
        }
        else
        {
            samples = new short[bytes.Length];
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = encoding == "alaw" ? ALawDecoder.ALawToLinearSample(bytes[i]) : MuLawDecoder.MuLawToLinearSample(bytes[i]);
            }
        }

        return MediaCodecs.ToRate(samples, sampleRate, Listener.Rate);
    }
}
