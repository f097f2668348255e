namespace FleetActors.Deepgram.Streaming;

/// <summary>A text frame from Deepgram; seconds count from the start of the connection.</summary>
internal abstract record DeepgramMessage;

/// <param name="Start">Seconds.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="IsFinal">The words stand; otherwise a later message replaces them.</param>
/// <param name="SpeechFinal">A pause was heard.</param>
internal sealed record ResultsMessage(string Transcript, double Confidence, double Start, double Duration, bool IsFinal, bool SpeechFinal) : DeepgramMessage
{
    /// <summary>Seconds.</summary>
    public double End => Start + Duration;
}

/// <param name="LastWordEnd">Seconds; null when it cannot be read.</param>
internal sealed record UtteranceEndMessage(double? LastWordEnd) : DeepgramMessage;

internal sealed record SpeechStartedMessage : DeepgramMessage;

/// <summary>The last message of a stream that was closed in order.</summary>
internal sealed record MetadataMessage(string? RequestId) : DeepgramMessage;

/// <summary>Not in the specification, but read by Deepgram's own client.</summary>
internal sealed record ErrorMessage(string Reason) : DeepgramMessage;

/// <summary>A kind that is not known, or no message at all.</summary>
internal sealed record UnknownMessage : DeepgramMessage;
