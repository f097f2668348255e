using System.Net.WebSockets;
using System.Text;

namespace FleetActors.Media;

/// <summary>Messages no provider would send, drawn from a seed.</summary>
internal sealed class MediaJunk(int seed)
{
    // Each is counted as unreadable; none of them is a frame of sound.
    private static readonly string[] Broken =
    [
        "", " ", "{", "}", "[]", "[[[[", "null", "true", "7", "\"media\"", "{}", """{"event":null}""", """{"event":7}""", """{"event":{}}""",
        """{"event":"media"}""", """{"event":"media","media":null}""", """{"event":"media","media":[]}""", """{"event":"media","media":{}}""",
        """{"event":"media","media":{"payload":7}}""", """{"event":"media","media":{"payload":"%%%%"}}""", """{"event":"media","media":{"payload":"QQ="}}""",
        """{"event":"media","media":{"payload":"////","chunk":"1"}""", """{"event":"media","event":""",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Messages given out that must be counted.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The next one.</summary>
    public (byte[] Bytes, WebSocketMessageType Type) Next()
    {
        Unreadable++;
        return _random.Next(4) switch
        {
            0 => (Noise(), WebSocketMessageType.Binary),
            1 => (Truncated(), WebSocketMessageType.Text),
            2 => (Encoding.ASCII.GetBytes(new string('[', _random.Next(1, 200_000))), WebSocketMessageType.Text),
            _ => (Encoding.UTF8.GetBytes(Broken[_random.Next(Broken.Length)]), WebSocketMessageType.Text),
        };
    }

    private byte[] Noise()
    {
        var bytes = new byte[_random.Next(0, 200_000)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Truncated()
    {
        var whole = """{"event":"media","stream_id":"s-1","media":{"track":"inbound","chunk":"9","timestamp":"180","payload":"AQIDBAUGBwg="}}""";
        return Encoding.UTF8.GetBytes(whole[..^_random.Next(1, whole.Length)]);
    }
}
