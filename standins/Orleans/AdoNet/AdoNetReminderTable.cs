using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.AdoNet;

/// <summary>Reminders in a SQL database, by the queries that it keeps for Orleans.</summary>
internal sealed class AdoNetReminderTable(IOptions<AdoNetReminderTableOptions> options, IOptions<ClusterOptions> cluster) : IReminderTable
{
    private static readonly SqlParameterName Service = new("ServiceId", DbType.String);
    private static readonly SqlParameterName Grain = new("GrainId", DbType.String);
    private static readonly SqlParameterName Name = new("ReminderName", DbType.String);
    private static readonly SqlParameterName[] Range = [Service, new("BeginHash", DbType.Int32), new("EndHash", DbType.Int32)];

    private SqlStore? _store;
    private Queries? _queries;

    private SqlStore Store => _store ?? throw new InvalidOperationException("The reminder table is used before the silo has started it.");

    private string ServiceId => cluster.Value.ServiceId;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _store ??= new SqlStore(options.Value.Invariant, options.Value.ConnectionString!);
        var stored = await StoredQueries.LoadAsync(_store).ConfigureAwait(false);
        _queries = new Queries(
            stored.Require("ReadReminderRowsKey", Service, Grain),
            stored.Require("ReadReminderRowKey", Service, Grain, Name),
            stored.Require("ReadRangeRows1Key", Range),
            stored.Require("ReadRangeRows2Key", Range),
            stored.Require(
                "UpsertReminderRowKey",
                Service, new("GrainHash", DbType.Int32), Grain, Name, new("StartTime", DbType.DateTime), new("Period", DbType.Int64)),
            stored.Require("DeleteReminderRowKey", Service, Grain, Name, new("Version", DbType.Int32)),
            stored.Require("DeleteReminderRowsKey", Service));
    }

    public async Task<ReminderTableData> ReadRows(GrainId grainId)
        => new(await Store.ReadAsync(_queries!.OfGrain, [ServiceId, grainId.ToString()], Entry).ConfigureAwait(false));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        // The column is a signed number, so signed is how the range is looked at.
        var (from, to) = unchecked(((int)begin, (int)end));
        var query = from < to ? _queries!.Between : _queries!.Around;
        return new(await Store.ReadAsync(query, [ServiceId, from, to], Entry).ConfigureAwait(false));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await Store.ReadAsync(_queries!.One, [ServiceId, grainId.ToString(), reminderName], Entry).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var start = entry.StartAt.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc) : entry.StartAt;
        var version = await Store.WriteAsync(
            _queries!.Upsert,
            [ServiceId, unchecked((int)entry.GrainId.GetUniformHashCode()), entry.GrainId.ToString(), entry.ReminderName, start, (long)entry.Period.TotalMilliseconds])
            .ConfigureAwait(false);
        return Convert.ToString(version, CultureInfo.InvariantCulture);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var removed = await Store.WriteAsync(
            _queries!.Delete, [ServiceId, grainId.ToString(), reminderName, int.Parse(eTag, CultureInfo.InvariantCulture)]).ConfigureAwait(false);
        return Convert.ToBoolean(removed, CultureInfo.InvariantCulture);
    }

    public Task TestOnlyClearTable() => Store.WriteAsync(_queries!.DeleteAll, [ServiceId]);

    private static ReminderEntry Entry(DbDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(row.GetOrdinal("GrainId"))),
        ReminderName = row.GetString(row.GetOrdinal("ReminderName")),
        StartAt = DateTime.SpecifyKind(row.GetDateTime(row.GetOrdinal("StartTime")), DateTimeKind.Utc),
        Period = TimeSpan.FromMilliseconds(row.GetInt64(row.GetOrdinal("Period"))),
        ETag = Convert.ToString(row.GetValue(row.GetOrdinal("Version")), CultureInfo.InvariantCulture),
    };

    private sealed record Queries(
        SqlQuery OfGrain, SqlQuery One, SqlQuery Between, SqlQuery Around, SqlQuery Upsert, SqlQuery Delete, SqlQuery DeleteAll);
}
