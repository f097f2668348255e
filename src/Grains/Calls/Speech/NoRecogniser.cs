namespace FleetActors.Calls;

/// <summary>Nobody listens: no recogniser is configured.</summary>
internal sealed class NoRecogniser : ISpeechToText
{
    public bool IsEnabled => false;

    public ISpeechSession Start(SpeechStart start, ISpeechSink sink) =>
        throw new InvalidOperationException($"No recogniser is configured: ask {nameof(IsEnabled)} first.");
}

/// <summary>Nobody listens to recordings: no recogniser is configured.</summary>
internal sealed class NoTranscriber : IBatchTranscriber
{
    public bool IsEnabled => false;

    public Task<BatchTranscript> TranscribeAsync(Stream recording, CancellationToken cancellationToken) =>
        Task.FromResult(BatchTranscript.Failed("no recogniser is configured", canRetry: false));
}
