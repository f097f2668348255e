using System.Net;
using System.Net.Sockets;

namespace FleetActors.Telnyx.Recordings;

/// <summary>
/// Which addresses a recording is fetched from. They come in webhooks, and following one is a request from inside our network: only https to public servers,
/// and whatever the settings call the provider, which may be a sandbox nearby.
/// </summary>
internal sealed class RecordingAddress(Uri provider)
{
    // Stands for the IPv4 address in its end, in networks that have only IPv6.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "224.0.0.0/3", "::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(static network => IPNetwork.Parse(network)),
    ];

    /// <summary>The address; null when it is none to go to.</summary>
    public Uri? Read(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && IsAllowed(address) ? address : null;

    /// <summary>Where a redirect leads; null when it leads nowhere to go to.</summary>
    public Uri? Follow(Uri from, Uri? location) =>
        location is not null && Uri.TryCreate(from, location, out var address) && IsAllowed(address) && (address.Scheme == Uri.UriSchemeHttps || IsProvider(from))
            ? address
            : null;

    /// <summary>Whether it is the host that the settings name, which may be anywhere.</summary>
    public bool IsProvider(Uri address) => address.Scheme == provider.Scheme && address.Authority == provider.Authority;

    /// <summary>Whether a server with this address is one of the public network.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : Translated.Contains(address) ? new IPAddress(address.GetAddressBytes()[^4..]) : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Array.Exists(NotPublic, network => network.Contains(plain));
    }

    private bool IsAllowed(Uri address) => address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || IsProvider(address));
}
