using System.Globalization;
using FleetActors.FleetSim.Cluster;

namespace FleetActors.FleetSim.Measure;

/// <summary>Reads what silos, fronts and the database have used up. Linux: it reads <c>/proc</c>.</summary>
internal sealed class Meters(ClusterSite site, TimeProvider clock)
{
    private const double TicksPerSecond = 100;
    private const int AfterName = 2;
    private const int UserTime = 13;
    private const int SystemTime = 14;
    private const int Parent = 3;

    // Backends count for themselves and tell the server after a while; whoever reads waits for that.
    private const string Counters = """
        SELECT d.xact_commit, d.tup_inserted, d.tup_updated, d.tup_deleted, w.wal_bytes
        FROM pg_stat_database d, pg_stat_wal w WHERE d.datname = current_database()
        """;

    private static readonly string[] Names = ["commits", "rows inserted", "rows updated", "rows deleted", "WAL bytes"];
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Up to now.</summary>
    public async Task<Usage> ReadAsync(CancellationToken cancellationToken)
    {
        var row = (await site.Database.QueryAsync(Counters, cancellationToken))[0];
        var cpu = site.Measured.ToDictionary(static member => member.Name, static member => OfOne(member.Pid!.Value, withEnded: false));
        cpu["postgres"] = OfTree(site.Database.Pid!.Value);
        var counted = Names.Zip(row, static (name, text) => (name, Value: double.Parse(text, CultureInfo.InvariantCulture))).ToDictionary(static one => one.name, static one => one.Value);
        return new Usage(clock.GetElapsedTime(_start).TotalSeconds, cpu, counted);
    }

    /// <summary>The machine's load of the last minute.</summary>
    public static double Load => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static double OfTree(int root) => OfOne(root, withEnded: true) + Children(root).Sum(static child => OfOne(child, withEnded: true));

    private static IEnumerable<int> Children(int parent) => System.IO.Directory.EnumerateDirectories("/proc")
        .Select(static folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0 && Fields(pid) is { } fields && int.Parse(fields[Parent], CultureInfo.InvariantCulture) == parent);

    // With the time of children that have ended: a backend whose connection is closed is one.
    private static double OfOne(int pid, bool withEnded) => Fields(pid) is { } fields
        ? Enumerable.Range(UserTime, withEnded ? SystemTime - UserTime + 3 : SystemTime - UserTime + 1).Sum(place => double.Parse(fields[place], CultureInfo.InvariantCulture)) / TicksPerSecond
        : 0;

    /// <summary>The fields of a process, by their numbers less one; null when it has ended.</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");

            // The name may hold anything, so what counts comes after its bracket.
            return ["", "", .. text[(text.LastIndexOf(')') + AfterName)..].Split(' ')];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
