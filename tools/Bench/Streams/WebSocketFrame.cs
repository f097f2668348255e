namespace FleetActors.Bench.Streams;

/// <summary>Frames of RFC 6455 from a client, with the mask of zeros: it costs the sender nothing, and the server does its work as with any other.</summary>
internal static class WebSocketFrame
{
    private const byte FinalText = 0x81;
    private const byte Ping = 0x89;
    private const byte FinalPong = 0x8A;
    private const byte FinalClose = 0x88;
    private const byte Masked = 0x80;
    private const byte LengthFollows = 126;
    private const int MaskBytes = 4;

    public static byte[] Text(ReadOnlySpan<byte> text)
    {
        byte[] header = text.Length < LengthFollows
            ? [FinalText, (byte)(Masked | text.Length)]
            : [FinalText, Masked | LengthFollows, (byte)(text.Length >> 8), (byte)text.Length];
        return [.. header, .. new byte[MaskBytes], .. text];
    }

    public static byte[] Close() => [FinalClose, Masked | 2, 0, 0, 0, 0, 1000 >> 8, 1000 & 0xFF];

    /// <summary>The answer where the bytes begin with a ping, else null.</summary>
    public static byte[]? PongTo(ReadOnlySpan<byte> received) => received is [Ping, var length, ..] && received.Length >= length + 2
        ? [FinalPong, (byte)(Masked | length), 0, 0, 0, 0, .. received.Slice(2, length)]
        : null;
}
