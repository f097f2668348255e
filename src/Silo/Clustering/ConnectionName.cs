using System.Diagnostics;
using System.Globalization;

namespace FleetActors.Clustering;

/// <summary>What the connections of this process are called in PostgreSQL's <c>pg_stat_activity</c>: what it is, since when it runs, and where it is reached.</summary>
internal static class ConnectionName
{
    /// <summary>PostgreSQL cuts off the rest, so what tells two lives apart comes before the address.</summary>
    private const int Longest = 63;

    /// <summary>Of this process.</summary>
    public static string Of(string role, FleetClusterOptions cluster)
    {
        using var self = Process.GetCurrentProcess();
        return Of(role, self.StartTime, cluster.IsConfigured && role != "front" ? $"{(cluster.Address.Length > 0 ? cluster.Address : Environment.MachineName)}:{cluster.SiloPort}" : Environment.MachineName);
    }

    /// <summary>As in <c>fleet silo 20260105T080000Z 10.0.0.5:11111</c>.</summary>
    internal static string Of(string role, DateTimeOffset since, string where)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"fleet {role} {since.UtcDateTime:yyyyMMdd'T'HHmmss'Z'} {where}");
        return name.Length <= Longest ? name : name[..Longest];
    }
}
