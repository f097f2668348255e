using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Telephony;

/// <summary>Identity of a command for the provider: the same effect always gives the same one.</summary>
internal static class CommandIds
{
    public static Guid For(string ownerId, string effectId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(ownerId + "/" + effectId), hash);
        // Version 8 of RFC 9562: a UUID of our own making.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
