using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FleetActors.Calls;
using FleetActors.Deepgram.Streaming;
using FleetActors.Requests;
using FleetActors.Telnyx;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Refit;

namespace FleetActors.Deepgram.Batch;

/// <summary>Asks Deepgram for the words of a whole recording.</summary>
internal sealed partial class DeepgramBatchTranscriber(
    Lazy<IDeepgramApi> api, IOptions<DeepgramOptions> options, TimeProvider clock, ILogger<DeepgramBatchTranscriber> logger) : IBatchTranscriber, IDisposable
{
    private const string Yes = "true";
    private readonly DeepgramOptions _options = options.Value;
    private readonly SemaphoreSlim _places = new(options.Value.BatchConcurrency);

    public bool IsEnabled => _options.ApiKey.Length > 0;

    /// <inheritdoc/>
    public async Task<BatchTranscript> TranscribeAsync(Stream recording, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        if (!IsEnabled)
        {
            return BatchTranscript.Failed("DEEPGRAM_API_KEY is not set", canRetry: false);
        }

        var transcript = await AskInTimeAsync(recording, cancellationToken).ConfigureAwait(false);
        if (transcript.Failure is { } failure)
        {
            LogFailed(failure, transcript.CanRetry);
        }

        return transcript;
    }

    public void Dispose() => _places.Dispose();

    private async Task<BatchTranscript> AskInTimeAsync(Stream recording, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.BatchTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                return await AskAsync(recording, either.Token).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return BatchTranscript.Failed($"no answer within {_options.BatchTimeout.TotalSeconds:0.#} s", canRetry: true);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or ApiException)
        {
            return BatchTranscript.Failed($"Deepgram could not be asked: {JsonText.OneLine(failure.Message, 200)}", canRetry: true);
        }
    }

    private async Task<BatchTranscript> AskAsync(Stream recording, CancellationToken token)
    {
        // The caller goes on owning the stream.
        using var content = new StreamContent(new UnclosedStream(recording));
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        string[]? words = _options.Keywords.Count == 0 ? null : [.. _options.Keywords];
        var areTerms = ListenAddress.KeywordParameter(_options.Model) == "keyterm";
        using var response = await api.Value.ListenAsync(
            content, _options.Model, _options.Language, Yes, Yes, Yes, areTerms ? null : words, areTerms ? words : null, token).ConfigureAwait(false);
        return Read(response);
    }

    private static BatchTranscript Read(IApiResponse<JsonElement> response)
    {
        if (Refusal.Of(response) is { } refusal)
        {
            var status = (int)refusal.Status;
            var reason = DeepgramErrors.Parse(refusal.Body);
            var canRetry = status >= 500 || refusal.Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
            return BatchTranscript.Failed(reason is null ? $"HTTP {status}" : $"HTTP {status} {reason}", canRetry);
        }

        return response.IsSuccessful
            ? BatchAnswerReader.Read(response.Content)
            : BatchTranscript.Failed("the answer cannot be read", canRetry: true);
    }

    [LoggerMessage(LogLevel.Warning, "No transcript of a recording: {Reason} (may be tried again: {CanRetry})")]
    private partial void LogFailed(string reason, bool canRetry);
}
