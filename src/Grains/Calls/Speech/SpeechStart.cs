namespace FleetActors.Calls;

/// <summary>What will be listened to.</summary>
/// <param name="CallId">For logs.</param>
/// <param name="Encoding">Of every byte sent.</param>
/// <param name="SampleRate">Samples a second, 8000 or 16000; one channel.</param>
/// <param name="Offset">Where in the call's audio the first byte stands: not zero when a session follows another one. All times told count from the start of the call's audio.</param>
/// <param name="Language">BCP-47, such as <c>en</c>; null for the recogniser's setting.</param>
public sealed record SpeechStart(string CallId, SpeechEncoding Encoding, int SampleRate, TimeSpan Offset = default, string? Language = null)
{
    /// <summary>Bytes in a second of audio.</summary>
    public int BytesPerSecond => SampleRate * BytesPerSample;

    /// <summary>2 for linear audio, else 1.</summary>
    public int BytesPerSample => Encoding == SpeechEncoding.Linear16 ? 2 : 1;
}
