using System.Security.Cryptography;

namespace FleetActors.Security;

/// <summary><c>new-key NAME ROLE</c>: prints a fresh key and the settings entry that lets it in.</summary>
internal static class NewKeyCommand
{
    /// <summary>The command's word.</summary>
    public const string Word = "new-key";

    private const int KeyBytes = 32;

    /// <summary>Runs the command; 0 when it printed a key, 2 when the arguments are wrong.</summary>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var key = "fleet_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var entry = args is [Word, var name, var role] ? $"{name}:{role}:{Convert.ToHexStringLower(ApiKey.Hash(key))}" : "";
        if (!ApiKey.TryParse(entry, out _, out var problem))
        {
            error.WriteLine($"Usage: {Word} NAME ROLE, where ROLE is {string.Join(", ", Roles.All)} and NAME is letters, digits, '-', '_' or '.' ({problem}).");
            return 2;
        }

        output.WriteLine($"key:      {key}");
        output.WriteLine($"API_KEYS: {entry}");
        output.WriteLine("Give the key to its holder; it is not stored anywhere. Append the entry to the setting API_KEYS (separated by commas) and restart.");
        return 0;
    }
}
