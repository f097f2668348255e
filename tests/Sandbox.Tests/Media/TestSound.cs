using System.Text;

namespace FleetActors.Sandbox.Tests;

/// <summary>Sounds made of noise: every word has its own.</summary>
internal static class TestSound
{
    public static IReadOnlyList<SpokenWord> Words { get; } =
    [
        new("Help", 0.2, 0.5), new("me", 0.5, 0.8), new("now.", 0.9, 1.2), new("There", 2.5, 2.8), new("is", 2.8, 3.0), new("fire.", 3.0, 3.5),
    ];

    /// <summary>Four seconds, loud where words are.</summary>
    public static short[] Samples(int seed = 1)
    {
        var random = new Random(seed);
        var samples = new short[4 * 8000];
        foreach (var word in Words)
        {
            for (var i = (int)(word.Start * 8000); i < (int)(word.End * 8000); i++)
            {
                samples[i] = (short)random.Next(-6000, 6000);
            }
        }

        return samples;
    }

    public static CallerLine Line(MediaCodec? codec = null, double speed = 20, LineFaults? faults = null, short[]? samples = null) =>
        new(samples ?? Samples(), 8000, codec, false, speed, faults ?? new LineFaults(), Words);

    /// <summary>A WAV file of 16 bit samples.</summary>
    public static byte[] Wav(short[] samples, int rate = 8000, short channels = 1)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(36 + (samples.Length * 2));
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write(channels);
        writer.Write(rate);
        writer.Write(rate * 2 * channels);
        writer.Write((short)(2 * channels));
        writer.Write((short)16);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(samples.Length * 2);
        foreach (var sample in samples)
        {
            writer.Write(sample);
        }

        writer.Flush();
        return file.ToArray();
    }
}
