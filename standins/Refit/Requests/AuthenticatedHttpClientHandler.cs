using System.Net.Http.Headers;

namespace Refit.Requests;

/// <summary>Fills in the credential of requests that name a scheme.</summary>
internal sealed class AuthenticatedHttpClientHandler(Func<HttpRequestMessage, CancellationToken, ValueTask<string>> credential, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is { } named && string.IsNullOrWhiteSpace(named.Parameter))
        {
            var value = await credential(request, cancellationToken).ConfigureAwait(false);
            // No credential for this request: no header rather than an empty one.
            request.Headers.Authorization = string.IsNullOrWhiteSpace(value) ? null : new AuthenticationHeaderValue(named.Scheme, value);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
