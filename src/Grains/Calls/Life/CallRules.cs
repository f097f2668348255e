namespace FleetActors.Calls;

/// <summary>The settings that decisions depend on.</summary>
/// <param name="Greets">A greeting is spoken.</param>
/// <param name="Streams">There is an address for streams.</param>
/// <param name="ProviderTranscribes">The provider's own transcription is wanted from the start.</param>
/// <param name="AnswerDelay">Wait before answering.</param>
/// <param name="StreamTries">How often a stream is tried before the provider records instead.</param>
/// <param name="SilenceLimit">Without any sign of life for this long the provider is asked, and the call given up if it is gone.</param>
/// <param name="JoinLimit">How long a dispatcher's phone may ring, from the dial.</param>
internal sealed record CallRules(
    bool Greets,
    bool Streams,
    bool ProviderTranscribes,
    TimeSpan AnswerDelay,
    int StreamTries,
    TimeSpan SilenceLimit,
    TimeSpan JoinLimit)
{
    /// <summary>How long the packet waits for the provider's recording of a call that nobody could stream. Default 15 s.</summary>
    public TimeSpan RecordingWait { get; init; } = TimeSpan.FromSeconds(15);
}
