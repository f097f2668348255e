using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace FleetActors.Sandbox;

/// <summary>Ids and times in the forms Telnyx gives them.</summary>
internal static class Identifiers
{
    /// <summary>An opaque token such as <c>v3:Zk3...</c>.</summary>
    public static string NewCallControlId() => "v3:" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(33));

    public static string NewId() => Guid.NewGuid().ToString();

    /// <summary>ISO 8601 in UTC with microseconds.</summary>
    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string? Iso(DateTimeOffset? instant) => instant is { } known ? Iso(known) : null;
}
