using System.Buffers.Text;

namespace FleetActors.Bench.Loading;

/// <summary>As much of an HTTP/1.1 answer as a load has to understand: where it ends, its status, and its body as it came.</summary>
internal readonly ref struct HttpAnswer
{
    private const int StatusAt = 9;
    private const int StatusLength = 3;

    private HttpAnswer(int status, int length, ReadOnlySpan<byte> body)
    {
        Status = status;
        Length = length;
        Body = body;
    }

    public int Status { get; }

    /// <summary>Bytes of the whole answer.</summary>
    public int Length { get; }

    /// <summary>The body, with chunk marks if the server sent it in chunks.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Reads an answer from the beginning of what was received; false while it is not complete.</summary>
    /// <exception cref="InvalidDataException">That is not an answer.</exception>
    public static bool TryRead(ReadOnlySpan<byte> received, out HttpAnswer answer)
    {
        answer = default;
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return false;
        }

        var head = received[..(headEnd + 2)];
        if (!Utf8Parser.TryParse(head.Slice(StatusAt, StatusLength), out int status, out _))
        {
            throw new InvalidDataException("The server answered something other than HTTP/1.1.");
        }

        var rest = received[(headEnd + 4)..];
        var bodyLength = BodyLength(head, rest);
        if (bodyLength < 0 || bodyLength > rest.Length)
        {
            return false;
        }

        answer = new HttpAnswer(status, headEnd + 4 + bodyLength, rest[..bodyLength]);
        return true;
    }

    /// <returns>-1 while it cannot be known.</returns>
    private static int BodyLength(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0)
        {
            return Utf8Parser.TryParse(head[(at + "\r\nContent-Length: "u8.Length)..], out int length, out _) ? length : 0;
        }

        return head.IndexOf("\r\nTransfer-Encoding: chunked"u8) < 0 ? 0 : ChunkedLength(rest);
    }

    private static int ChunkedLength(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (true)
        {
            var lineEnd = rest[at..].IndexOf("\r\n"u8);
            if (lineEnd < 0 || !Utf8Parser.TryParse(rest[at..], out int size, out _, 'x'))
            {
                return -1;
            }

            // Size line, data, and the line end after the data; the last chunk is empty.
            at += lineEnd + 2 + size + 2;
            if (at > rest.Length)
            {
                return -1;
            }

            if (size == 0)
            {
                return at;
            }
        }
    }
}
