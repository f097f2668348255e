using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Calls;

/// <summary>The secret in a stream's address: who knows it was sent there by us. A call keeps only its hash.</summary>
internal static class StreamTokens
{
    private const int Bytes = 16;

    /// <summary>128 random bits in hex.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether the token is one of those; takes as long for a wrong one as for a right one.</summary>
    public static bool IsAmong(ImmutableArray<string> hashes, string token)
    {
        var given = Encoding.ASCII.GetBytes(Hash(token));
        var found = false;
        foreach (var hash in hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(hash));
        }

        return found;
    }

    /// <summary>The address given to the provider.</summary>
    public static string Address(string streamUrl, string callId, string token) =>
        $"{streamUrl}?call={Uri.EscapeDataString(callId)}&token={token}";
}
