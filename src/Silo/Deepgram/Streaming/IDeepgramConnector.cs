using System.Net.WebSockets;

namespace FleetActors.Deepgram.Streaming;

/// <summary>Opens sockets to Deepgram.</summary>
internal interface IDeepgramConnector
{
    /// <summary>The socket, or why there is none. Throws only cancellation.</summary>
    Task<(WebSocket? Socket, ConnectionEnd? Failure)> ConnectAsync(Uri address, CancellationToken cancellationToken);
}
