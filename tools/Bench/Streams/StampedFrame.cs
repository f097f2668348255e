using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace FleetActors.Bench.Streams;

/// <summary>
/// A media frame as it goes over the wire: 20 ms of PCMU whose first bytes say when it was due, so that whoever gets the sound at the end knows how long it took.
/// Made once; only its digits and its stamp change.
/// </summary>
internal sealed class StampedFrame
{
    /// <summary>Bytes of sound.</summary>
    public const int Samples = 160;

    /// <summary>Stamp of a frame that does not count.</summary>
    public const long NoStamp = 0;

    private const int Digits = 10;
    private const int StampBytes = 9;
    private static readonly string Blank = new('0', Digits);

    private readonly byte[] _bytes;
    private readonly int _sequence;
    private readonly int _chunk;
    private readonly int _timestamp;
    private readonly int _payload;

    public StampedFrame(string streamId)
    {
        var payload = Convert.ToBase64String(Enumerable.Range(0, Samples).Select(i => (byte)(i % 32 < 16 ? 0x20 + i : 0xA0 + i)).ToArray());
        var text = $$$"""{"event":"media","sequence_number":"{{{Blank}}}","stream_id":"{{{streamId}}}","media":{"track":"inbound","chunk":"{{{Blank}}}","timestamp":"{{{Blank}}}","payload":"{{{payload}}}"}}""";
        _bytes = WebSocketFrame.Text(Encoding.ASCII.GetBytes(text));
        _sequence = Find("sequence_number\":\"");
        _chunk = Find("chunk\":\"");
        _timestamp = Find("timestamp\":\"");
        _payload = Find("payload\":\"");
    }

    /// <summary>The frame with this number, due then.</summary>
    public ReadOnlySpan<byte> Make(long chunk, long stamp)
    {
        Write(_sequence, chunk + 1);
        Write(_chunk, chunk);
        Write(_timestamp, chunk * 20);
        Span<byte> raw = stackalloc byte[StampBytes];
        raw.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(raw, stamp);
        Base64.EncodeToUtf8(raw, _bytes.AsSpan(_payload, StampBytes / 3 * 4), out _, out _, isFinalBlock: false);
        return _bytes;
    }

    /// <summary>When the frame with this sound was due.</summary>
    public static long StampOf(ReadOnlySpan<byte> sound) => BinaryPrimitives.ReadInt64LittleEndian(sound);

    private int Find(string text) => _bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) + text.Length;

    private void Write(int at, long number)
    {
        for (var i = Digits - 1; i >= 0; i--)
        {
            _bytes[at + i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
