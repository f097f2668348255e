using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Storage.Sql;

/// <summary>One step of the schema, from <c>deploy/sql/{database}/NNN_name.sql</c>. Once released a script never changes; a new one is added.</summary>
internal sealed record MigrationScript(int Version, string Name, string Text)
{
    private const string ResourcePrefix = "sql/";

    /// <summary>Hash of the text with Unix line ends: git may have changed them.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>The scripts of a database that this release brings, in order.</summary>
    public static IReadOnlyList<MigrationScript> Of(SqlDialect dialect)
    {
        var assembly = typeof(MigrationScript).Assembly;
        var folder = $"{ResourcePrefix}{dialect.ScriptFolder}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Replace('\\', '/').StartsWith(folder, StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .OrderBy(script => script.Version)];
    }

    private static MigrationScript Load(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var name = Path.GetFileNameWithoutExtension(resource.Replace('\\', '/'));
        return new MigrationScript(int.Parse(name.AsSpan(0, name.IndexOf('_')), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
