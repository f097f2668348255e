namespace FleetActors.Calls;

/// <summary>Generated audio, the same every time.</summary>
internal static class Sound
{
    /// <summary>A sine.</summary>
    /// <param name="amplitude">Part of full scale; above 1 it is clipped.</param>
    public static short[] Tone(double hertz, double amplitude, double seconds, int rate = 8000) =>
        Make(seconds, rate, at => amplitude * Math.Sin(2 * Math.PI * hertz * at));

    /// <summary>Plus and minus the same level in turn, so its RMS is exactly the level.</summary>
    public static short[] Square(short level, int samples) => [.. Enumerable.Range(0, samples).Select(i => i % 2 == 0 ? level : (short)-level)];

    public static short[] Silence(double seconds, int rate = 8000) => new short[(int)(seconds * rate)];

    /// <summary>
    /// Like speech: syllables of a hummed vowel (a low tone with overtones) that swell and fade four times a second, with a pause in every third second.
    /// </summary>
    public static short[] Speech(double loudness, double seconds, int rate = 8000) => Make(seconds, rate, at =>
    {
        var syllable = Math.Max(0, Math.Sin(2 * Math.PI * 4 * at));
        var speaking = (int)at % 3 == 2 ? 0 : 1;
        var vowel = Math.Sin(2 * Math.PI * 140 * at) + (0.5 * Math.Sin(2 * Math.PI * 700 * at)) + (0.25 * Math.Sin(2 * Math.PI * 1900 * at));
        return loudness * syllable * speaking * vowel;
    });

    /// <summary>Any values at all.</summary>
    public static short[] Noise(int seed, int samples)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
    }

    /// <summary>RMS by the book.</summary>
    public static double Rms(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return samples.Length == 0 ? 0 : Math.Sqrt(sum / samples.Length) / 32768;
    }

    private static short[] Make(double seconds, int rate, Func<double, double> at)
    {
        var samples = new short[(int)(seconds * rate)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)Math.Clamp(Math.Round(at(i / (double)rate) * 32767), short.MinValue, short.MaxValue);
        }

        return samples;
    }
}
