using System.Net.WebSockets;
using Microsoft.Extensions.Options;

namespace FleetActors.Deepgram.Streaming;

/// <summary>Opens sockets with the key in the header.</summary>
internal sealed class DeepgramConnector(IOptions<DeepgramOptions> options, TimeProvider clock) : IDeepgramConnector
{
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(5);
    private readonly DeepgramOptions _options = options.Value;

    public async Task<(WebSocket? Socket, ConnectionEnd? Failure)> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Token {_options.ApiKey}");
        socket.Options.CollectHttpResponseDetails = true;

        // A dead line swallows audio for minutes before TCP gives up; an unanswered ping tells at once.
        socket.Options.KeepAliveInterval = Ping;
        socket.Options.KeepAliveTimeout = Ping;
        if (address.IsLoopback)
        {
            socket.Options.Proxy = null;
        }

        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            return (socket, null);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (failure is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            var end = timeout.IsCancellationRequested
                ? ConnectionEnd.Lost($"no connection within {_options.ConnectTimeout.TotalSeconds:0.#} s")
                : ConnectionEnd.OfUpgrade(socket.HttpStatusCode == 0 ? null : socket.HttpStatusCode, Detail(socket) ?? (socket.HttpStatusCode == 0 ? failure.Message : null));
            socket.Dispose();
            return (null, end);
        }
    }

    private static string? Detail(ClientWebSocket socket) =>
        socket.HttpResponseHeaders?.FirstOrDefault(static header => string.Equals(header.Key, "dg-error", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
}
