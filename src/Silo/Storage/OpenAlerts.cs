using System.Data.Common;
using System.Globalization;
using FleetActors.Directory;
using FleetActors.Fleets;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>The question for open alerts by their owners. Each owner's part is one search by an index that has the open alerts apart, in the wanted order.</summary>
internal static class OpenAlerts
{
    // As the indexes have it, or they would not be used.
    private const string Open = "entry.status <> 'resolved' AND entry.status <> 'suppressed'";
    private const string OfDevice = $"entry.device_id = {{0}} AND {Open}";
    private const string OfFleet = $"coalesce(entry.fleet_id, '{FleetId.Default}') = {{0}} AND {Open}";
    private const string WorstFirst = "ORDER BY entry.severity DESC, entry.storage_id DESC";

    // The severity alone is not in this table, so an order by it cannot be had without looking at each.
    private const int PagesLookedAt = 1000;

    /// <summary>Columns: the owner's place in the list, alert id, severity.</summary>
    public static string Sql(IReadOnlyList<AlertOwner> owners) =>
        string.Join("\nUNION ALL\n", owners.Select(static (owner, place) => $"SELECT * FROM ({Part(owner.Kind, place)}) AS part_{place}")) + ";";

    /// <summary>Binds what <see cref="Sql"/> names.</summary>
    public static void Bind(DbCommand command, IReadOnlyList<AlertOwner> owners, int limit)
    {
        command.With("@limit", limit);
        foreach (var (place, owner) in owners.Index())
        {
            command.With($"@owner_{place}", owner.Id);
        }
    }

    /// <summary>An expression that is the higher the worse the owner's worst open alert is; 0 without one. No severity outweighs another by newer alerts.</summary>
    public static string WorstOf(AlertOwnerKind kind, string owner) => $"""
        coalesce((SELECT entry.severity * 4503599627370496 + entry.storage_id FROM alert_index AS entry WHERE {Of(kind, owner)} {WorstFirst} LIMIT 1), 0)
        """;

    private static string Part(AlertOwnerKind kind, int place) => kind == AlertOwnerKind.Number
        ? $"""
            SELECT {place} AS owner, entry.alert_id, entry.severity
            FROM (SELECT DISTINCT storage_id FROM alert_pages WHERE number = @owner_{place} ORDER BY storage_id DESC LIMIT {PagesLookedAt}) AS page
            JOIN alert_index AS entry ON entry.storage_id = page.storage_id
            WHERE {Open} {WorstFirst} LIMIT @limit
            """
        : $"SELECT {place} AS owner, entry.alert_id, entry.severity FROM alert_index AS entry WHERE {Of(kind, $"@owner_{place}")} {WorstFirst} LIMIT @limit";

    private static string Of(AlertOwnerKind kind, string owner) => string.Format(
        CultureInfo.InvariantCulture,
        kind switch
        {
            AlertOwnerKind.Device => OfDevice,
            AlertOwnerKind.Fleet => OfFleet,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Alerts have no such owner."),
        },
        owner);
}
