namespace FleetActors.Alerts;

/// <summary>Alert ids: <c>alrt-</c> and 26 lower-case characters that sort by time of creation.</summary>
public static class AlertId
{
    /// <summary>What every alert id starts with.</summary>
    public const string Prefix = "alrt-";

    private const int BodyLength = 26;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly System.Buffers.SearchValues<char> Body = System.Buffers.SearchValues.Create(Alphabet);

    /// <summary>A new id; ids of different milliseconds sort by time, ids of the same millisecond are random.</summary>
    public static string New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var value = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return string.Create(Prefix.Length + BodyLength, value, static (chars, rest) =>
        {
            Prefix.CopyTo(chars);
            for (var i = chars.Length - 1; i >= Prefix.Length; i--)
            {
                chars[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }

    /// <summary>Whether a text from outside could be an alert id; says nothing about whether the alert exists.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: 31 } && text.StartsWith(Prefix, StringComparison.Ordinal) && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Body);
}
