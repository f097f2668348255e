namespace FleetActors.Sandbox;

/// <summary>Refuses changes that a browser sends on behalf of a page from elsewhere.</summary>
internal sealed class SameOriginFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return HttpMethods.IsGet(request.Method) || IsOwn(request.Headers.Origin, request.Host.Value)
            ? next(context)
            : ValueTask.FromResult<object?>(
                SandboxProblem.Of(StatusCodes.Status403Forbidden, "Only the sandbox's own page may do this from a browser."));
    }

    private static bool IsOwn(string? origin, string? host) =>
        string.IsNullOrEmpty(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, host, StringComparison.OrdinalIgnoreCase));
}
