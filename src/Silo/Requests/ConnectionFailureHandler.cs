using System.Net.Sockets;

namespace FleetActors.Requests;

/// <summary>
/// Makes every connection that fails the same exception. A peer that resets a connection in the moment in which it is made, as a process does that is killed, shows in
/// <see cref="SocketsHttpHandler"/> as a bare <see cref="SocketException"/> that nobody expects of a request.
/// </summary>
internal sealed class ConnectionFailureHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"The connection broke while it was made: {failure.Message}", failure);
        }
    }
}
