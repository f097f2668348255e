using System.Net;
using System.Net.Sockets;

namespace FleetActors.Bench.Loading;

/// <summary>One kept-alive connection with at most one request on it. A raw socket: a full client would take the processor from the server under test.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private int _answerLength;

    /// <summary>The last answer as it came.</summary>
    public ReadOnlySpan<byte> Answer => _buffer.AsSpan(0, _answerLength);

    public async Task ConnectAsync(int port, CancellationToken cancellationToken) =>
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);

    /// <summary>Sends a request and waits for its answer; returns the status.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">The server closed it, or did not answer in HTTP/1.1.</exception>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, SocketFlags.None, cancellationToken)..];
        }

        var received = 0;
        while (true)
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(received), SocketFlags.None, cancellationToken);
            if (count == 0)
            {
                throw new InvalidDataException("The server closed the connection.");
            }

            received += count;
            if (HttpAnswer.TryRead(_buffer.AsSpan(0, received), out var answer))
            {
                _answerLength = answer.Length;
                return answer.Status;
            }

            if (received == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
