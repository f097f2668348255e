namespace FleetActors.TestKit;

/// <summary>Where PostgreSQL's programs are on this machine.</summary>
public static class PostgresBinaries
{
    private const string Marker = "initdb";

    // Debian keeps each version in a folder of its own, off the PATH.
    private const string Versions = "/usr/lib/postgresql";

    /// <summary>What a test prints when it cannot run.</summary>
    public const string Missing = "PostgreSQL's programs are not on this machine (Debian: apt-get install postgresql).";

    /// <summary>The folder of the newest version, or null.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var debian = Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions).OrderByDescending(static folder => double.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            : Enumerable.Empty<string>();
        return debian.Select(static folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, Marker)));
    }
}
