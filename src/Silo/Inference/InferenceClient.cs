using System.Text.Json;
using FleetActors.Requests;
using FleetActors.Telnyx;
using Microsoft.Extensions.Options;
using Refit;

namespace FleetActors.Inference;

/// <summary>Asks the model, within its time and with so many questions at once as the settings say, whoever asks.</summary>
internal sealed class InferenceClient(ITelnyxInference inference, IOptions<InferenceOptions> options, TimeProvider clock) : IDisposable
{
    private readonly InferenceOptions _options = options.Value;
    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrent);

    /// <summary>Asks once. What the model or the network does is a failure with its reason; only cancellation is thrown.</summary>
    public async Task<ModelReply> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
        {
            return ModelReply.Failed("inference is switched off");
        }

        using var timeout = new CancellationTokenSource(_options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await AskInTurnAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return ModelReply.Failed($"no answer within {_options.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or ApiException)
        {
            return ModelReply.Failed($"the model could not be asked: {JsonText.OneLine(failure.Message, 200)}");
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<ModelReply> AskInTurnAsync(ChatRequest request, CancellationToken token)
    {
        await _places.WaitAsync(token).ConfigureAwait(false);
        try
        {
            using var response = await inference.CompleteAsync(request, token).ConfigureAwait(false);
            return Read(response);
        }
        finally
        {
            _places.Release();
        }
    }

    private static ModelReply Read(IApiResponse<JsonElement> response)
    {
        if (Refusal.Of(response) is { } refusal)
        {
            var errors = TelnyxErrors.Parse(refusal.Body);
            return ModelReply.Failed(errors.Text is null ? $"HTTP {(int)refusal.Status}" : $"HTTP {(int)refusal.Status} {errors.Text}");
        }

        return response.IsSuccessful ? new ModelReply(ChatAnswer.Text(response.Content), null) : ModelReply.Failed("the completion cannot be read");
    }
}

/// <summary>What a model wrote, or why there is nothing.</summary>
/// <param name="Text">Null when the completion holds no text.</param>
/// <param name="Failure">Null when the model answered.</param>
internal sealed record ModelReply(string? Text, string? Failure)
{
    /// <summary>No answer.</summary>
    public static ModelReply Failed(string why) => new(null, why);
}
