using System.Data.Common;
using FleetActors.Directory;
using FleetActors.Recovery;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>Reads the device index, and stores last-seen times in short transactions, so that grain state never waits long for the database.</summary>
internal sealed class DeviceIndex(FleetDatabase database) : IDeviceIndex
{
    private const int RowsPerTransaction = 500;

    public async Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT device_id FROM device_index WHERE wake_at <= @now{ShareSql.And(share)} ORDER BY wake_at LIMIT @limit;";
        command.With("@now", now.ToUnixTimeMilliseconds()).With("@limit", limit).With(share);
        return await command.ReadAsync(static row => row.GetString(0), cancellationToken);
    }

    public async Task<IReadOnlyList<DeviceIndexRow>> ListAsync(string? fleetId, int limit, string? afterId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT device.device_id, device.fleet_id, device.breaches, seen.last_seen
            FROM device_index AS device
            LEFT JOIN device_seen AS seen ON seen.device_id = device.device_id
            WHERE {(fleetId is null ? string.Empty : "device.fleet_id = @fleet_id AND ")}device.device_id > @after_id
            ORDER BY device.device_id
            LIMIT @limit;
            """;
        command.With("@after_id", afterId ?? string.Empty).With("@limit", limit);
        if (fleetId is not null)
        {
            command.With("@fleet_id", fleetId);
        }

        return await command.ReadAsync(Row, cancellationToken);
    }

    public async Task SaveLastSeenAsync(IReadOnlyCollection<DeviceSeen> seen, CancellationToken cancellationToken)
    {
        if (seen.Count == 0)
        {
            return;
        }

        // In the order of the table, so that neighbours share their pages.
        var sorted = seen
            .GroupBy(static device => device.DeviceId, StringComparer.Ordinal)
            .Select(static times => times.MaxBy(static device => device.At))
            .OrderBy(static device => device.DeviceId, StringComparer.Ordinal);
        await using var connection = await database.OpenBulkAsync(cancellationToken);
        foreach (var some in sorted.Chunk(RowsPerTransaction))
        {
            await database.Dialect.SaveLastSeenAsync(connection, some, cancellationToken);
        }
    }

    private static DeviceIndexRow Row(DbDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : row.GetString(1),
        row.GetInt32(2),
        row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
}
