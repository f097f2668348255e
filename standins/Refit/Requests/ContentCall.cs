namespace Refit.Requests;

/// <summary>A method that returns its body, or throws.</summary>
internal sealed class ContentCall<T>(RequestPlan plan, RefitSettings settings) : MethodCall(plan, settings)
{
    public override Task Invoke(HttpClient client, object?[] arguments) => RunAsync(client, arguments);

    private async Task<T?> RunAsync(HttpClient client, object?[] arguments)
    {
        using var request = RequestFor(client, arguments);
        var response = await SendAsync(client, request, HttpCompletionOption.ResponseHeadersRead, TokenOf(arguments)).ConfigureAwait(false);
        var keep = ResponseBody.BelongsToCaller(typeof(T));
        try
        {
            if (typeof(T) != typeof(HttpResponseMessage) && await Settings.ExceptionFactory(response).ConfigureAwait(false) is { } failure)
            {
                keep = true;
                throw failure;
            }

            return await ReadAsync(response, TokenOf(arguments)).ConfigureAwait(false);
        }
        finally
        {
            if (!keep)
            {
                response.Dispose();
            }
        }
    }

    private async Task<T?> ReadAsync(HttpResponseMessage response, CancellationToken token)
    {
        try
        {
            return await ResponseBody.ReadAsync<T>(response, Settings.ContentSerializer, token).ConfigureAwait(false);
        }
        catch (Exception unreadable)
        {
            var failure = await ResponseBody.UnreadableAsync(response, unreadable, Settings).ConfigureAwait(false);
            return failure is null ? default : throw failure;
        }
    }
}
