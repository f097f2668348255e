using Refit.Requests;

namespace Refit;

/// <summary>Makes implementations of Refit interfaces.</summary>
public static class RestService
{
    /// <summary>Calls through the client, whose base address may hold a path (without a slash at its end).</summary>
    /// <exception cref="ArgumentException">A method of the interface cannot be a request.</exception>
    /// <exception cref="InvalidOperationException">The interface has no Refit method.</exception>
    public static T For<T>(HttpClient client, RefitSettings? settings)
    {
        ArgumentNullException.ThrowIfNull(client);
        return RestProxy.Create<T>(client, settings ?? new RefitSettings());
    }

    /// <summary>With default settings.</summary>
    public static T For<T>(HttpClient client) => For<T>(client, null);

    /// <summary>Calls through a client of its own.</summary>
    public static T For<T>(string hostUrl, RefitSettings? settings) => For<T>(CreateHttpClient(hostUrl, settings), settings);

    /// <summary>With default settings.</summary>
    public static T For<T>(string hostUrl) => For<T>(hostUrl, null);

    /// <summary>The client used for an address: a slash at its end is dropped; handler and credential come from the settings.</summary>
    public static HttpClient CreateHttpClient(string hostUrl, RefitSettings? settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(hostUrl);
        var handler = settings?.HttpMessageHandlerFactory?.Invoke() ?? new HttpClientHandler();
        if (settings?.AuthorizationHeaderValueGetter is { } credential)
        {
            handler = new AuthenticatedHttpClientHandler(credential, handler);
        }

        return new HttpClient(handler) { BaseAddress = new Uri(hostUrl.TrimEnd('/')) };
    }
}
