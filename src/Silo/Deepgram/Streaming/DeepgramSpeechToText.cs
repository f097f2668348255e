using FleetActors.Calls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetActors.Deepgram.Streaming;

/// <summary>Deepgram's streaming recognition.</summary>
internal sealed class DeepgramSpeechToText(
    IDeepgramConnector connector, IOptions<DeepgramOptions> options, TimeProvider clock, ILogger<DeepgramSpeechToText> logger) : ISpeechToText
{
    public bool IsEnabled => options.Value.ApiKey.Length > 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No key is set.</exception>
    /// <exception cref="ArgumentException">An encoding or sample rate that Deepgram does not take.</exception>
    public ISpeechSession Start(SpeechStart start, ISpeechSink sink)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(sink);
        return IsEnabled
            ? new DeepgramSession(start, sink, connector, options.Value, clock, Random.Shared, logger)
            : throw new InvalidOperationException("DEEPGRAM_API_KEY is not set: look at IsEnabled before starting.");
    }
}
