using System.Reflection;

namespace Refit.Requests;

/// <summary>One interface method, ready to be called.</summary>
internal abstract class MethodCall(RequestPlan plan, RefitSettings settings)
{
    protected RefitSettings Settings { get; } = settings;

    /// <summary>Reads a method. Throws <see cref="ArgumentException"/> for one that cannot be a request.</summary>
    public static MethodCall Create(MethodInfo method, HttpMethodAttribute attribute, RefitSettings settings)
    {
        if (method.IsGenericMethodDefinition)
        {
            throw new NotSupportedException($"Generic method {method.Name}: not in this stand-in for Refit.");
        }

        var plan = new RequestPlan(method, attribute, settings);
        if (method.ReturnType == typeof(Task))
        {
            return new VoidCall(plan, settings);
        }

        if (!method.ReturnType.IsGenericType || method.ReturnType.GetGenericTypeDefinition() != typeof(Task<>))
        {
            throw new ArgumentException($"Method \"{method.Name}\" is invalid. This stand-in for Refit knows Task and Task<T> only.");
        }

        var result = method.ReturnType.GetGenericArguments()[0];
        var call = BodyOf(result) is { } body
            ? typeof(ResponseCall<,>).MakeGenericType(result, body)
            : typeof(ContentCall<>).MakeGenericType(result);
        return (MethodCall)Activator.CreateInstance(call, plan, settings)!;
    }

    /// <summary>The task the interface method returns.</summary>
    public abstract Task Invoke(HttpClient client, object?[] arguments);

    protected HttpRequestMessage RequestFor(HttpClient client, object?[] arguments) =>
        plan.ToRequest(client.BaseAddress ?? throw new InvalidOperationException("BaseAddress must be set on the HttpClient instance"), arguments);

    protected async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpRequestMessage request, HttpCompletionOption completion, CancellationToken token)
    {
        if (plan.BuffersBody && request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(token).ConfigureAwait(false);
        }

        try
        {
            return await client.SendAsync(request, completion, token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            var thrown = Settings.TransportExceptionFactory(request, failure, token);
            if (ReferenceEquals(thrown, failure))
            {
                throw;
            }

            throw thrown;
        }
    }

    protected CancellationToken TokenOf(object?[] arguments) => plan.TokenOf(arguments);

    private static Type? BodyOf(Type result)
    {
        if (result == typeof(IApiResponse))
        {
            return typeof(HttpContent);
        }

        var definition = result.IsGenericType ? result.GetGenericTypeDefinition() : null;
        return definition == typeof(ApiResponse<>) || definition == typeof(IApiResponse<>) ? result.GetGenericArguments()[0] : null;
    }
}
