namespace FleetActors.Telnyx.Http;

/// <summary>
/// Makes an exchange one of three things: an answer that is wholly here, a <see cref="RequestNotSentException"/>, or another exception that
/// leaves open what happened at the other end.
/// </summary>
/// <param name="largestAnswer">In bytes; a larger answer counts as broken.</param>
internal sealed class ExchangeHandler(long largestAnswer, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : new SentMarkContent(request.Content);
        request.Content = body;
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (body is { Started: false } && failure is HttpRequestException or OperationCanceledException)
        {
            throw new RequestNotSentException(failure);
        }

        await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return response;
    }

    private async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(largestAnswer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!response.IsSuccessStatusCode)
        {
            // The status says enough; its explanation is lost.
            response.Content = new ByteArrayContent([]);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
