using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace FleetActors.Media;

/// <summary>What came in.</summary>
internal enum Received
{
    /// <summary>The other side closes.</summary>
    Close = 0,

    /// <summary>A text message.</summary>
    Text,

    /// <summary>A message that is not text, or too long.</summary>
    Unusable,
}

/// <summary>Puts messages together in one buffer, which grows with them up to a limit and shrinks again.</summary>
internal sealed class MessageReceiver(WebSocket socket, int maxBytes)
{
    private const int Usual = 4 * 1024;

    private byte[] _buffer = new byte[Math.Min(Usual, maxBytes)];
    private int _length;

    /// <summary>The message received last; good until the next one.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(0, _length);

    /// <summary>How much memory it holds.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>Waits for the next message.</summary>
    /// <exception cref="WebSocketException">The connection was lost.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Received> NextAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Length > 4 * Usual)
        {
            _buffer = new byte[Usual];
        }

        _length = 0;
        var isTooLong = false;
        while (true)
        {
            if (_length == _buffer.Length)
            {
                isTooLong |= !TryGrow();
            }

            var piece = await socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return Received.Close;
            }

            _length += piece.Count;
            if (piece.EndOfMessage)
            {
                return isTooLong || piece.MessageType != WebSocketMessageType.Text ? Received.Unusable : Received.Text;
            }
        }
    }

    private bool TryGrow()
    {
        if (_buffer.Length < maxBytes)
        {
            Array.Resize(ref _buffer, Math.Min(2 * _buffer.Length, maxBytes));
            return true;
        }

        // The rest of it goes over what is there already.
        _length = 0;
        return false;
    }
}
