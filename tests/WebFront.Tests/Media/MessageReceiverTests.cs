using System.Net.WebSockets;

namespace FleetActors.Media;

public sealed class MessageReceiverTests
{
    private const int Limit = 64 * 1024;

    [Fact]
    public async Task NextAsync_EndlessMessage_HoldsNoMoreThanTheLimit()
    {
        var socket = new ScriptedSocket([.. Enumerable.Repeat((4096, false), 1000), (10, true), (5, true)]);
        var receiver = new MessageReceiver(socket, Limit);

        (await receiver.NextAsync(CancellationToken.None)).ShouldBe(Received.Unusable);

        receiver.Capacity.ShouldBe(Limit);
        (await receiver.NextAsync(CancellationToken.None)).ShouldBe(Received.Text);
        receiver.Message.Length.ShouldBe(5);
        receiver.Capacity.ShouldBeLessThan(Limit, "the memory of the long one is given back");
    }

    [Fact]
    public async Task NextAsync_ExactlyTheLimit_IsTaken()
    {
        var receiver = new MessageReceiver(new ScriptedSocket([.. Enumerable.Repeat((1024, false), 63), (1024, true), (1, true)]), Limit);

        (await receiver.NextAsync(CancellationToken.None)).ShouldBe(Received.Text);
        receiver.Message.Length.ShouldBe(Limit);
    }

    [Fact]
    public async Task NextAsync_EmptyMessage_IsText()
    {
        var receiver = new MessageReceiver(new ScriptedSocket([(0, true)]), Limit);

        (await receiver.NextAsync(CancellationToken.None)).ShouldBe(Received.Text);
        receiver.Message.Length.ShouldBe(0);
        (await receiver.NextAsync(CancellationToken.None)).ShouldBe(Received.Close);
    }

    /// <summary>Receives pieces of given lengths, never more at once than there is room for.</summary>
    private sealed class ScriptedSocket(IEnumerable<(int Length, bool End)> pieces) : WebSocket
    {
        private readonly Queue<(int Length, bool End)> _pieces = new(pieces);
        private int _left = -1;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort() => throw new NotSupportedException();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (!_pieces.TryPeek(out var piece))
            {
                return ValueTask.FromResult(new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, true));
            }

            _left = _left < 0 ? piece.Length : _left;
            var count = Math.Min(_left, buffer.Length);
            _left -= count;
            if (_left > 0)
            {
                return ValueTask.FromResult(new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, false));
            }

            _left = -1;
            _pieces.Dequeue();
            return ValueTask.FromResult(new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, piece.End));
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
