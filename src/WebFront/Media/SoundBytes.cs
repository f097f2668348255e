using FleetActors.Calls;

namespace FleetActors.Media;

/// <summary>How many bytes a span of sound has.</summary>
internal static class SoundBytes
{
    /// <summary>Formats that nobody decodes are refused by the call; here they only must not divide by nothing.</summary>
    public static long In(AudioFormat format, TimeSpan span) =>
        (long)(Math.Max(8000L, format.SampleRate) * Math.Clamp(format.Channels, 1, 2) * (format.Encoding == AudioEncoding.L16 ? 2 : 1) * span.TotalSeconds);
}
