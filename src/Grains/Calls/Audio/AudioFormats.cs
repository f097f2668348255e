using System.Diagnostics.CodeAnalysis;

namespace FleetActors.Calls;

/// <summary>What can be decoded, and how long it is.</summary>
internal static class AudioFormats
{
    /// <summary>Samples a second of everything behind the decoder.</summary>
    public const int PhoneRate = 8000;

    /// <summary>Samples a second of wideband calls.</summary>
    public const int WideRate = 16000;

    /// <summary>True when the decoder takes it; else says why not, in words for the dispatcher.</summary>
    public static bool IsSupported(AudioFormat format, [NotNullWhen(false)] out string? reason)
    {
        reason = format switch
        {
            { Encoding: not (AudioEncoding.Pcmu or AudioEncoding.Pcma or AudioEncoding.L16) } => "the encoding is none of PCMU, PCMA and L16",
            { SampleRate: not (PhoneRate or WideRate) } => FormattableString.Invariant($"{format.SampleRate} samples a second are neither 8000 nor 16000"),
            { Channels: not (1 or 2) } => FormattableString.Invariant($"{format.Channels} channels are neither 1 nor 2"),
            _ => null,
        };
        return reason is null;
    }

    /// <summary>Bytes of one sample of every channel.</summary>
    public static int BytesPerSample(AudioFormat format) => format.Channels * (format.Encoding == AudioEncoding.L16 ? 2 : 1);

    /// <summary>Whole samples of each channel in a payload; a broken one at its end does not count.</summary>
    public static int SamplesIn(AudioFormat format, int bytes) => bytes / BytesPerSample(format);
}
