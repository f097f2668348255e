using System.Runtime.InteropServices;
using NAudio.Wave;

namespace FleetActors.Sandbox;

/// <summary>Reads and writes sound files.</summary>
internal static class WavSound
{
    /// <summary>A WAV file of one channel.</summary>
    public static byte[] Write(short[] samples, int rate)
    {
        using var file = new MemoryStream();
        using (var writer = new WaveFileWriter(file, new WaveFormat(rate, 16, 1)))
        {
            writer.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
        }

        return file.ToArray();
    }

    /// <summary>Samples and rate of a WAV file: 16 bit linear, one channel, 8 or 16 kHz; null with the problem for anything else.</summary>
    public static (short[] Samples, int SampleRate)? Read(byte[] file, out string problem)
    {
        problem = "it must be a WAV file of 16 bit linear samples, one channel, 8000 or 16000 a second";
        try
        {
            using var reader = new WaveFileReader(new MemoryStream(file));
            var format = reader.WaveFormat;
            if (format is not { Encoding: WaveFormatEncoding.Pcm, BitsPerSample: 16, Channels: 1, SampleRate: 8000 or 16000 })
            {
                return null;
            }

            // A recording that was cut off says more in its header than it holds.
            using var bytes = new MemoryStream();
            reader.CopyTo(bytes);
            var audio = bytes.ToArray();
            return (MemoryMarshal.Cast<byte, short>(audio.AsSpan(0, audio.Length & ~1)).ToArray(), format.SampleRate);
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or EndOfStreamException or ArgumentException)
        {
            return null;
        }
    }
}
