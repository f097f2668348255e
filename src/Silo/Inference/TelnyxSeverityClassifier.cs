using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Telnyx;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Refit;

namespace FleetActors.Inference;

/// <summary>Asks Telnyx's inference how bad a sensor report is.</summary>
internal sealed partial class TelnyxSeverityClassifier(
    ITelnyxInference inference, IOptions<InferenceOptions> options, TimeProvider clock, ILogger<TelnyxSeverityClassifier> logger)
    : ISeverityClassifier, IDisposable
{
    private readonly InferenceOptions _options = options.Value;
    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrent);

    /// <inheritdoc/>
    public async Task<ClassifierAnswer> ClassifyAsync(string sensorJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sensorJson);
        if (!_options.Enabled)
        {
            return ClassifierAnswer.Failed("inference is switched off");
        }

        var answer = await AskInTimeAsync(sensorJson, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } failure)
        {
            LogFailed(failure);
        }

        return answer;
    }

    public void Dispose() => _places.Dispose();

    private async Task<ClassifierAnswer> AskInTimeAsync(string sensorJson, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await AskAsync(sensorJson, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return ClassifierAnswer.Failed($"no answer within {_options.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or ApiException)
        {
            return ClassifierAnswer.Failed($"the model could not be asked: {JsonText.OneLine(failure.Message, 200)}");
        }
    }

    private async Task<ClassifierAnswer> AskAsync(string sensorJson, CancellationToken token)
    {
        await _places.WaitAsync(token).ConfigureAwait(false);
        try
        {
            using var response = await inference.CompleteAsync(SeverityPrompt.For(sensorJson, _options), token).ConfigureAwait(false);
            return Read(response);
        }
        finally
        {
            _places.Release();
        }
    }

    private static ClassifierAnswer Read(IApiResponse<JsonElement> response)
    {
        if (!response.IsSuccessStatusCode)
        {
            var errors = TelnyxErrors.Parse(response.Error.Content);
            return ClassifierAnswer.Failed(errors.Text is null ? $"HTTP {(int)response.StatusCode}" : $"HTTP {(int)response.StatusCode} {errors.Text}");
        }

        return response.IsSuccessful
            ? ClassifierAnswerReader.Read(ChatAnswer.Text(response.Content))
            : ClassifierAnswer.Failed("the completion cannot be read");
    }

    [LoggerMessage(LogLevel.Warning, "No classification from the model: {Reason}")]
    private partial void LogFailed(string reason);
}
