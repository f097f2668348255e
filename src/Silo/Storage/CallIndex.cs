using System.Data.Common;
using FleetActors.Calls;
using FleetActors.Directory;
using FleetActors.Recovery;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>Reads the call index on connections of its own, which never hold up a write.</summary>
internal sealed class CallIndex(FleetDatabase database) : ICallIndex
{
    private const int MaxLimit = 500;

    public Task<IReadOnlyList<string>> LiveAsync(DateTimeOffset endedAfter, int limit, CancellationToken cancellationToken) => ReadAsync(
        """
        SELECT call_id FROM
            (SELECT storage_id, call_id FROM call_index WHERE ended_at IS NULL
            UNION ALL
            SELECT storage_id, call_id FROM call_index WHERE ended_at > @ended_after) AS live
        ORDER BY storage_id
        LIMIT @limit;
        """,
        command => command.With("@ended_after", endedAfter.ToUnixTimeMilliseconds()).With("@limit", limit),
        cancellationToken);

    public async Task<CallIndexPage> ListAsync(CallStatus? status, int limit, string? beforeId, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        var ofStatus = status is null ? "1 = 1" : "status = @status";
        var older = beforeId is null ? "1 = 1" : "storage_id < (SELECT storage_id FROM call_index WHERE call_id = @before)";
        var calls = await ReadAsync(
            $"SELECT call_id FROM call_index WHERE {ofStatus} AND {older} ORDER BY storage_id DESC LIMIT @limit;",
            command => BindStatus(beforeId is null ? command : command.With("@before", beforeId), status).With("@limit", limit),
            cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var count = connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM call_index WHERE {ofStatus};";
        BindStatus(count, status);
        var total = (await count.ReadAsync(static row => row.GetInt64(0), cancellationToken))[0];
        return new CallIndexPage(calls, total);
    }

    public Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken) => ReadAsync(
        $"SELECT call_id FROM call_index WHERE wake_at <= @now{ShareSql.And(share)} ORDER BY wake_at LIMIT @limit;",
        command => command.With("@now", now.ToUnixTimeMilliseconds()).With("@limit", limit).With(share),
        cancellationToken);

    public Task<IReadOnlyList<string>> UnfinishedAsync(SweepShare share, string? afterId, int limit, CancellationToken cancellationToken) => ReadAsync(
        $"SELECT call_id FROM call_index WHERE (ended_at IS NULL OR owed > 0) AND call_id > @after_id{ShareSql.And(share)} ORDER BY call_id LIMIT @limit;",
        command => command.With("@after_id", afterId ?? string.Empty).With("@limit", limit).With(share),
        cancellationToken);

    private static DbCommand BindStatus(DbCommand command, CallStatus? status) => status is { } wanted
        ? command.With("@status", wanted switch
        {
            CallStatus.Ringing => "ringing",
            CallStatus.Active => "active",
            CallStatus.Ended => "ended",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Calls are never stored with this status."),
        })
        : command;

    private async Task<IReadOnlyList<string>> ReadAsync(string sql, Action<DbCommand> bind, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        bind(command);
        return await command.ReadAsync(static row => row.GetString(0), cancellationToken);
    }
}
