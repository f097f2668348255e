using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;

namespace Orleans.AdoNet;

/// <summary>Finds a database driver by Orleans' name for it. The driver is loaded by name, so that nothing here depends on one.</summary>
internal static class DbProviders
{
    public const string Sqlite = "System.Data.SQLite";

    private static readonly Dictionary<string, (string Assembly, string Factory)> Known = new(StringComparer.Ordinal)
    {
        [Sqlite] = ("Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.SqliteFactory"),
        ["Npgsql"] = ("Npgsql", "Npgsql.NpgsqlFactory"),
    };

    private static readonly ConcurrentDictionary<string, DbProviderFactory> Loaded = new(StringComparer.Ordinal);

    /// <summary>The driver.</summary>
    /// <exception cref="InvalidOperationException">The name is unknown or the driver is not deployed with the program.</exception>
    public static DbProviderFactory Get(string invariant) => Loaded.GetOrAdd(invariant, Load);

    private static DbProviderFactory Load(string invariant)
    {
        if (!Known.TryGetValue(invariant, out var names))
        {
            throw new InvalidOperationException($"Database provider factory with '{invariant}' invariant name not supported.");
        }

        try
        {
            var factory = Assembly.Load(names.Assembly).GetType(names.Factory, throwOnError: true)!;
            return (DbProviderFactory)factory.GetField("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or TypeLoadException or NullReferenceException)
        {
            throw new InvalidOperationException($"The driver {names.Assembly} for '{invariant}' cannot be loaded. Deploy it with the program.", exception);
        }
    }
}
