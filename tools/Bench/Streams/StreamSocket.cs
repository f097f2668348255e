using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FleetActors.Bench.Streams;

/// <summary>One caller: a media socket that is written to without waiting for anything.</summary>
internal sealed class StreamSocket : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[512];
    private readonly StampedFrame _frame;
    private readonly string _streamId;
    private long _chunk;

    private StreamSocket(string streamId) => (_streamId, _frame) = (streamId, new StampedFrame(streamId));

    /// <summary>Why it is of no more use; null while it is.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens the socket and says what it carries.</summary>
    public static async Task<StreamSocket> OpenAsync(string address, int number)
    {
        var stream = new StreamSocket($"bench-{number}");
        try
        {
            await stream.UpgradeAsync(new Uri(address));
            stream.Send(WebSocketFrame.Text("""{"event":"connected","version":"1.0.0"}"""u8));
            stream.Send(WebSocketFrame.Text(Encoding.ASCII.GetBytes(
                $$$$"""{"event":"start","sequence_number":"1","stream_id":"{{{{stream._streamId}}}}","start":{"call_control_id":"bench","media_format":{"encoding":"PCMU","sample_rate":8000,"channels":1}}}""")));
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            stream.Failure = exception.Message;
        }

        return stream;
    }

    /// <summary>Sends the next frame.</summary>
    public void SendFrame(long stamp) => Send(_frame.Make(++_chunk, stamp));

    /// <summary>Answers the server's heartbeat.</summary>
    public void AnswerHeartbeat()
    {
        if (Failure is null && _socket.Available > 0)
        {
            var received = _received.AsSpan(0, _socket.Receive(_received));
            if (WebSocketFrame.PongTo(received) is { } pong)
            {
                Send(pong);
            }
            else
            {
                Failure = "The server closed the socket.";
            }
        }
    }

    /// <summary>Ends the stream and says goodbye.</summary>
    public void Stop()
    {
        Send(WebSocketFrame.Text(Encoding.ASCII.GetBytes($$$"""{"event":"stop","stream_id":"{{{_streamId}}}","stop":{}}""")));
        Send(WebSocketFrame.Close());
    }

    public void Dispose() => _socket.Dispose();

    private async Task UpgradeAsync(Uri address)
    {
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var answer = new StringBuilder();
        while (!answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await _socket.ReceiveAsync(_received);
            answer.Append(read > 0 ? Encoding.ASCII.GetString(_received, 0, read) : throw new IOException("The server closed the connection."));
        }

        if (!answer.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new IOException($"Refused: {answer.ToString().Split('\r')[0]}");
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            _socket.Send(bytes);
        }
        catch (SocketException exception)
        {
            Failure = exception.Message;
        }
    }
}
