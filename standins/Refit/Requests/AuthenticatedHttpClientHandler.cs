using System.Net.Http.Headers;

namespace Refit.Requests;

/// <summary>Fills in the credential of requests that name a scheme.</summary>
internal sealed class AuthenticatedHttpClientHandler(Func<HttpRequestMessage, CancellationToken, Task<string>> credential, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is { } named)
        {
            var value = await credential(request, cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue(named.Scheme, value);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
