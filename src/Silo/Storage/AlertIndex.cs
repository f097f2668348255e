using System.Data.Common;
using FleetActors.Alerts;
using FleetActors.Directory;
using FleetActors.Recovery;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>Reads the alert index on connections of its own, which never hold up a write.</summary>
internal sealed class AlertIndex(FleetDatabase database) : IAlertIndex
{
    private const int MaxLimit = 500;

    // Named one by one: the index on status then counts only these, however many resolved alerts there are.
    private static readonly string Active = string.Join(", ", Enum.GetValues<AlertStatus>()
        .Except([AlertStatus.Unknown, AlertStatus.Resolved, AlertStatus.Suppressed])
        .Select(status => $"'{AlertFilter.TextOf(status)}'"));

    private static readonly string CountSql =
        $"SELECT (SELECT count(*) FROM alert_index), (SELECT count(*) FROM alert_index WHERE status IN ({Active}));";

    public async Task<AlertIndexPage> ListAsync(AlertIndexQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit);
        var filter = new AlertFilter(query);
        await using var connection = await database.OpenAsync(cancellationToken);

        await using var page = connection.CreateCommand();
        page.CommandText = $"""
            SELECT state.PayloadBinary
            FROM alert_index AS entry
            JOIN OrleansStorage AS state ON state.Id = entry.storage_id
            {filter.Where(onPage: true)}
            ORDER BY entry.storage_id DESC
            LIMIT @limit;
            """;
        filter.Bind(page, onPage: true);
        page.With("@limit", query.Limit);
        var states = await page.ReadAsync(static row => (ReadOnlyMemory<byte>)row.GetFieldValue<byte[]>(0), cancellationToken);

        await using var count = connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM alert_index AS entry {filter.Where(onPage: false)};";
        filter.Bind(count, onPage: false);
        var total = (await count.ReadAsync(static row => row.GetInt64(0), cancellationToken))[0];
        return new AlertIndexPage(states, total);
    }

    public Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken) => ReadAsync(
        $"SELECT alert_id FROM alert_index WHERE wake_at <= @now{ShareSql.And(share)} ORDER BY wake_at LIMIT @limit;",
        command => command.With("@now", now.ToUnixTimeMilliseconds()).With("@limit", limit).With(share),
        static row => row.GetString(0),
        cancellationToken);

    public Task<IReadOnlyList<string>> OwingAsync(SweepShare share, string? afterId, int limit, CancellationToken cancellationToken) => ReadAsync(
        $"SELECT alert_id FROM alert_index WHERE owed > 0 AND alert_id > @after_id{ShareSql.And(share)} ORDER BY alert_id LIMIT @limit;",
        command => command.With("@after_id", afterId ?? string.Empty).With("@limit", limit).With(share),
        static row => row.GetString(0),
        cancellationToken);

    public async Task<string?> FindOpenByDedupKeyAsync(string dedupKey, CancellationToken cancellationToken)
    {
        // As the unique index has it, or it would not be used.
        var found = await ReadAsync(
            "SELECT alert_id FROM alert_index WHERE dedup_key = @dedup_key AND dedup_key IS NOT NULL AND status <> 'resolved';",
            command => command.With("@dedup_key", dedupKey),
            static row => row.GetString(0),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public Task<IReadOnlyList<OpenPage>> OpenPagesAsync(string number, CancellationToken cancellationToken) => ReadAsync(
        "SELECT code, alert_id FROM alert_pages WHERE number = @number AND code <> '' ORDER BY storage_id;",
        command => command.With("@number", number),
        static row => new OpenPage(row.GetString(0), row.GetString(1)),
        cancellationToken);

    public async Task<IReadOnlyList<OwnedAlert>> OpenOfAsync(IReadOnlyList<AlertOwner> owners, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(owners.Count, AlertOwner.Most);
        return owners.Count == 0
            ? []
            : await ReadAsync(
                OpenAlerts.Sql(owners),
                command => OpenAlerts.Bind(command, owners, limit),
                row => new OwnedAlert(owners[row.GetInt32(0)], row.GetString(1), (Severity)row.GetInt32(2)),
                cancellationToken);
    }

    public async Task<AlertCounts> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await ReadAsync(CountSql, static _ => { }, static row => new AlertCounts(row.GetInt64(0), row.GetInt64(1)), cancellationToken);
        return counts[0];
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, Action<DbCommand> bind, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        bind(command);
        return await command.ReadAsync(row, cancellationToken);
    }
}
