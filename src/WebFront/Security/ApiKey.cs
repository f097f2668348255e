using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Security;

/// <summary>One configured key: who holds it and what it may do. The key itself is not known here, only its SHA-256.</summary>
internal sealed class ApiKey
{
    private readonly byte[] _hash;

    private ApiKey(string name, string role, byte[] hash)
    {
        Name = name;
        Role = role;
        _hash = hash;
        Principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role)], ApiKeyAuthentication.SchemeName));
    }

    /// <summary>For logs and the timeline.</summary>
    public string Name { get; }

    /// <summary>One of <see cref="Roles.All"/>.</summary>
    public string Role { get; }

    /// <summary>The identity of a request with this key.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>SHA-256 of a presented key. Keys are 256 random bits, so a slow hash would add nothing.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether a presented key's hash is this key's; takes the same time whatever the answer.</summary>
    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(hash, _hash);

    /// <summary>Reads <c>name:role:sha256hex</c>; otherwise says what is wrong, without repeating the hash.</summary>
    public static bool TryParse(
        string entry,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ApiKey? key,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? problem)
    {
        key = null;
        var parts = entry.Split(':', StringSplitOptions.TrimEntries);
        problem = parts switch
        {
            [{ Length: > 0 and <= 64 } name, var role, { Length: 64 } hash]
                when Roles.All.Contains(role) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && hash.All(char.IsAsciiHexDigit) => null,
            [_, var role, _] when !Roles.All.Contains(role) => $"has the unknown role \"{role}\"; use {string.Join(", ", Roles.All)}",
            [_, _, { Length: not 64 }] => "must end with the 64 hex digits of the key's SHA-256",
            _ => "must be NAME:ROLE:SHA256HEX",
        };
        if (problem is null)
        {
            key = new ApiKey(parts[0], parts[1], Convert.FromHexString(parts[2]));
        }

        return key is not null;
    }
}
