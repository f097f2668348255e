using System.Net;
using System.Net.Sockets;
using FleetActors.Requests;
using Microsoft.Extensions.Options;

namespace FleetActors.Telnyx.Recordings;

/// <summary>
/// The connections that recordings come over. They carry no key: the address opens the recording. A name is looked up here and only a public address of it is
/// connected to, so that no name can lead into our own network.
/// </summary>
internal sealed class RecordingTransport : IDisposable
{
    private const int MostRedirects = 3;

    private readonly HttpMessageInvoker _client;
    private readonly RecordingAddress _addresses;

    public RecordingTransport(IOptions<TelnyxOptions> options)
    {
        _addresses = new RecordingAddress(new Uri(options.Value.BaseUrl));
        _client = new HttpMessageInvoker(new ConnectionFailureHandler(new SocketsHttpHandler
        {
            // Followed here, one by one, each checked.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Value.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        }));
    }

    /// <summary>The answer to a GET, its body still to come.</summary>
    /// <exception cref="AddressRefusedException">It is no address to go to, or leads to one.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public async Task<HttpResponseMessage> GetAsync(string address, CancellationToken cancellationToken)
    {
        var next = _addresses.Read(address) ?? throw new AddressRefusedException("its address is not one of the provider's public servers");
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            var response = await SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.RedirectKeepVerb or HttpStatusCode.PermanentRedirect))
            {
                return response;
            }

            var location = response.Headers.Location;
            response.Dispose();
            next = redirects < MostRedirects && _addresses.Follow(next, location) is { } followed
                ? followed
                : throw new AddressRefusedException("its address leads elsewhere than to the provider's public servers");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure) when (failure.InnerException is AddressRefusedException refused)
        {
            throw new AddressRefusedException(refused.Message);
        }
    }

    /// <summary>A proxy that the environment names may stand in our own network; it looks names up itself.</summary>
    private static bool IsProxy(Uri target, DnsEndPoint host) =>
        !HttpClient.DefaultProxy.IsBypassed(target)
        && HttpClient.DefaultProxy.GetProxy(target) is { } proxy
        && proxy.Port == host.Port
        && proxy.IdnHost.Equals(host.Host, StringComparison.OrdinalIgnoreCase);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (target, host) = (context.InitialRequestMessage.RequestUri!, context.DnsEndPoint);
        var mayBeAnywhere = _addresses.IsProvider(target) || IsProxy(target, host);
        var addresses = await Dns.GetHostAddressesAsync(host.Host.Trim('[', ']'), cancellationToken);
        var allowed = mayBeAnywhere ? addresses : Array.FindAll(addresses, RecordingAddress.IsPublic);
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException("its address leads into a private network");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A recording's address is none to go to; the message says why, without it.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
