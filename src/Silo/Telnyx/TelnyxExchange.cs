using FleetActors.Requests;
using FleetActors.Telephony;
using FleetActors.Telnyx.Api;
using FleetActors.Telnyx.Http;
using Refit;

namespace FleetActors.Telnyx;

/// <summary>Runs one request within its time limit and says what its end means. Throws only the caller's cancellation.</summary>
internal sealed class TelnyxExchange(TimeSpan limit, TimeProvider clock)
{
    /// <param name="names">Whether the address names a leg or conference.</param>
    public async Task<TelnyxReply<T>> RunAsync<T>(
        Func<CancellationToken, Task<IApiResponse<Envelope<T>>>> send, bool names, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await send(either.Token).ConfigureAwait(false);
            return Read(response, names);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (RequestNotSentException failure)
        {
            return TelnyxReply<T>.Failed(TelephonyResult.Transient(null, timeout.IsCancellationRequested ? "no connection in time" : failure.Message));
        }
        catch (OperationCanceledException)
        {
            return TelnyxReply<T>.Failed(TelephonyResult.AnswerLost($"no answer within {limit.TotalSeconds:0.#} s"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ApiException)
        {
            return TelnyxReply<T>.Failed(TelephonyResult.AnswerLost($"the answer broke off: {failure.Message}"));
        }
    }

    private TelnyxReply<T> Read<T>(IApiResponse<Envelope<T>> response, bool names)
        where T : class
    {
        if (Refusal.Of(response) is { } refusal)
        {
            return TelnyxReply<T>.Failed(TelnyxVerdict.Of(refusal, names, clock.GetUtcNow()));
        }

        return response is { IsSuccessful: true, Content: { Data: { } data } answer }
            ? new TelnyxReply<T>(data, answer.Meta, null)
            : TelnyxReply<T>.Failed(TelephonyResult.AnswerLost($"HTTP {(int?)response.StatusCode} with an answer that cannot be read"));
    }
}
