namespace Refit.Requests;

/// <summary>A method that returns <see cref="IApiResponse"/> or a typed form of it: failures of the server are in the result.</summary>
internal sealed class ResponseCall<TResult, TBody>(RequestPlan plan, RefitSettings settings) : MethodCall(plan, settings)
    where TResult : class, IApiResponse
{
    public override Task Invoke(HttpClient client, object?[] arguments) => RunAsync(client, arguments);

    private async Task<TResult> RunAsync(HttpClient client, object?[] arguments)
    {
        using var request = RequestFor(client, arguments);
        HttpResponseMessage response;
        try
        {
            response = await SendAsync(client, request, HttpCompletionOption.ResponseHeadersRead, TokenOf(arguments)).ConfigureAwait(false);
        }
        catch (ApiExceptionBase unanswered)
        {
            return Result(request, null, default, unanswered);
        }

        var failure = await Settings.ExceptionFactory(response).ConfigureAwait(false);
        var body = default(TBody);
        if (failure is null)
        {
            try
            {
                body = await ResponseBody.ReadAsync<TBody>(response, Settings.ContentSerializer, TokenOf(arguments)).ConfigureAwait(false);
            }
            catch (Exception unreadable)
            {
                failure = await ResponseBody.UnreadableAsync(response, unreadable, Settings).ConfigureAwait(false);
            }
        }

        if (!ResponseBody.BelongsToCaller(typeof(TBody)))
        {
            response.Dispose();
        }

        return Result(request, response, body, failure as ApiExceptionBase);
    }

    private TResult Result(HttpRequestMessage request, HttpResponseMessage? response, TBody? body, ApiExceptionBase? failure) =>
        (TResult)(IApiResponse)new ApiResponse<TBody>(request, response, body, Settings, failure);
}
