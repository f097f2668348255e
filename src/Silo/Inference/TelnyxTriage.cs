using FleetActors.Calls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetActors.Inference;

/// <summary>Asks Telnyx's inference what a caller needs.</summary>
internal sealed partial class TelnyxTriage(InferenceClient client, IOptions<InferenceOptions> options, ILogger<TelnyxTriage> logger) : ITriage
{
    private readonly InferenceOptions _options = options.Value;

    /// <inheritdoc/>
    public async Task<TriageAnswer> AskAsync(string transcript, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var reply = await client.AskAsync(TriagePrompt.For(transcript, _options), cancellationToken).ConfigureAwait(false);
        var answer = reply.Failure is { } why ? TriageAnswer.Failed(why) : TriageAnswerReader.Read(reply.Text);
        if (answer.Failure is { } failure && _options.Enabled)
        {
            LogFailed(failure);
        }

        return answer;
    }

    // The reason only: what a caller said is in no log.
    [LoggerMessage(LogLevel.Warning, "No triage from the model: {Reason}")]
    private partial void LogFailed(string reason);
}
