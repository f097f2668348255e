using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Webhooks;

/// <summary>
/// Decides whether a webhook comes from the provider: Ed25519 over <c>{telnyx-timestamp}|{raw body}</c>, at most
/// <see cref="Tolerance"/> old or ahead; or, where only a shared secret is configured, an HMAC over the raw body (which has no time).
/// </summary>
internal sealed class WebhookSignatures(IReadOnlyList<Ed25519PublicKey> keys, byte[]? secret, TimeProvider time)
{
    /// <summary>How far the signed time may be from ours, both ways.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const string SignatureHeader = "telnyx-signature-ed25519";
    private const string TimestampHeader = "telnyx-timestamp";
    private const string HmacHeader = "telnyx-signature-sha256";
    private const int MaxTimestampLength = 20;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>True when one configured key or the secret vouches for these bytes now.</summary>
    public bool AreValid(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        SignedByKey(headers, body) || (secret is not null && SignedBySecret(headers, body));

    private bool SignedByKey(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var timestamp = headers[TimestampHeader].ToString();
        Span<byte> signature = stackalloc byte[Ed25519PublicKey.SignatureSize];
        if (keys.Count == 0
            || timestamp.Length > MaxTimestampLength
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !IsRecent(seconds)
            || !TryDecode(headers[SignatureHeader].ToString(), signature))
        {
            return false;
        }

        var signed = new byte[timestamp.Length + 1 + body.Length];
        Encoding.ASCII.GetBytes(timestamp, signed);
        signed[timestamp.Length] = (byte)'|';
        body.CopyTo(signed.AsSpan(timestamp.Length + 1));
        foreach (var key in keys)
        {
            if (key.Verify(signature, signed))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsRecent(long seconds)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return seconds >= now - (long)Tolerance.TotalSeconds && seconds <= now + (long)Tolerance.TotalSeconds;
    }

    private static bool TryDecode(string base64, Span<byte> signature) =>
        Convert.TryFromBase64String(base64, signature, out var length) && length == signature.Length;

    private bool SignedBySecret(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var hex = headers[HmacHeader].ToString();
        if (hex.Length != given.Length * 2
            || hex.AsSpan().ContainsAnyExcept(HexDigits)
            || Convert.FromHexString(hex, given, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret!, body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
