using System.Data.Common;
using System.Text;
using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Directory;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>The conditions of a list of alerts, and their parameters. Nothing a client sends becomes part of the SQL text.</summary>
internal sealed class AlertFilter(AlertIndexQuery query)
{
    // The cursor is the place of the alert in the order of storage. If it is gone meanwhile, that of the next older one.
    private const string OlderThanCursor = """
        entry.storage_id < coalesce(
            (SELECT Id FROM OrleansStorage WHERE GrainTypeString = 'alert' AND GrainIdExtensionString = @before_id),
            (SELECT Id + 1 FROM OrleansStorage WHERE GrainTypeString = 'alert' AND GrainIdExtensionString < @before_id
                ORDER BY GrainIdExtensionString DESC LIMIT 1))
        """;

    /// <summary>How a status is stored.</summary>
    public static string TextOf(AlertStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <summary>The WHERE clause, or nothing; <paramref name="onPage"/> leaves out what is not older than the cursor.</summary>
    public string Where(bool onPage)
    {
        var sql = new StringBuilder();
        Add(sql, query.Status is not null, "entry.status = @status");
        Add(sql, query.Severity is not null, "entry.severity = @severity");
        Add(sql, query.DeviceId is not null, "entry.device_id = @device_id");
        Add(sql, query.FleetId is not null, "entry.fleet_id = @fleet_id");
        Add(sql, query.Search is not null, @"entry.search LIKE @search ESCAPE '\'");
        Add(sql, onPage && query.BeforeId is not null, OlderThanCursor);
        return sql.ToString();
    }

    /// <summary>Binds what <see cref="Where"/> names.</summary>
    public void Bind(DbCommand command, bool onPage)
    {
        Bind(command, "@status", query.Status is { } status ? TextOf(status) : null);
        Bind(command, "@severity", query.Severity is { } severity ? (long)severity : null);
        Bind(command, "@device_id", query.DeviceId);
        Bind(command, "@fleet_id", query.FleetId);
        Bind(command, "@search", query.Search is { } search ? $"%{Literal(search)}%" : null);
        Bind(command, "@before_id", onPage ? query.BeforeId : null);
    }

    /// <summary>Lower case as the stored text is; the wildcards of LIKE lose their meaning.</summary>
    private static string Literal(string search) => search.ToLowerInvariant()
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);

    private static void Add(StringBuilder sql, bool wanted, string condition)
    {
        if (wanted)
        {
            sql.Append(sql.Length == 0 ? "WHERE " : "\n    AND ").Append(condition);
        }
    }

    private static void Bind(DbCommand command, string name, object? value)
    {
        if (value is not null)
        {
            command.With(name, value);
        }
    }
}
