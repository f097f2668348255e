namespace Refit.Requests;

/// <summary>A method that returns <see cref="Task"/>: only the status counts.</summary>
internal sealed class VoidCall(RequestPlan plan, RefitSettings settings) : MethodCall(plan, settings)
{
    public override Task Invoke(HttpClient client, object?[] arguments) => RunAsync(client, arguments);

    private async Task RunAsync(HttpClient client, object?[] arguments)
    {
        using var request = RequestFor(client, arguments);
        using var response = await SendAsync(client, request, HttpCompletionOption.ResponseContentRead, TokenOf(arguments)).ConfigureAwait(false);
        if (await Settings.ExceptionFactory(response).ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }
    }
}
