using FleetActors.Alerts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetActors.Inference;

/// <summary>Asks Telnyx's inference how bad a sensor report is.</summary>
internal sealed partial class TelnyxSeverityClassifier(
    InferenceClient client, IOptions<InferenceOptions> options, ILogger<TelnyxSeverityClassifier> logger) : ISeverityClassifier
{
    private readonly InferenceOptions _options = options.Value;

    /// <inheritdoc/>
    public async Task<ClassifierAnswer> ClassifyAsync(string sensorJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sensorJson);
        var reply = await client.AskAsync(SeverityPrompt.For(sensorJson, _options), cancellationToken).ConfigureAwait(false);
        var answer = reply.Failure is { } why ? ClassifierAnswer.Failed(why) : ClassifierAnswerReader.Read(reply.Text);
        if (answer.Failure is { } failure && _options.Enabled)
        {
            LogFailed(failure);
        }

        return answer;
    }

    [LoggerMessage(LogLevel.Warning, "No classification from the model: {Reason}")]
    private partial void LogFailed(string reason);
}
