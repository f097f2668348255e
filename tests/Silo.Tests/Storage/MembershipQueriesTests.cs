using System.Data.Common;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>The queries that Orleans' membership table runs: every change of a member goes with one step of the cluster's version, or does not happen.</summary>
public sealed class MembershipQueriesTests : IAsyncLifetime
{
    private const int Joining = 1;
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTime Now = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    private FleetStore _store = null!;

    public async Task InitializeAsync() => _store = await FleetStore.OpenAsync(DatabaseKind.Postgres);

    public async Task DisposeAsync()
    {
        // Not there in a test that was skipped.
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task InsertVersion_Twice_MakesOne()
    {
        (await OneAsync("InsertMembershipVersionKey")).ShouldBe(1);
        (await OneAsync("InsertMembershipVersionKey")).ShouldBe(0);

        (await RowsAsync("MembershipReadAllKey")).ShouldBe(["0|-|-"], "the version comes even without members");
    }

    [SkippableFact]
    public async Task Insert_WithTheVersionReadBefore_AddsTheMemberAndSteps()
    {
        await OneAsync("InsertMembershipVersionKey");

        (await InsertAsync(port: 1, version: 0)).ShouldBe(1);
        (await InsertAsync(port: 2, version: 0)).ShouldBe(0, "that version is gone");
        (await InsertAsync(port: 1, version: 1)).ShouldBe(0, "that member is there");
        (await InsertAsync(port: 2, version: 1)).ShouldBe(1);

        (await RowsAsync("MembershipReadAllKey")).ShouldBe(["2|1|1", "2|2|1"]);
        (await RowsAsync("MembershipReadRowKey", port: 2)).ShouldBe(["2|2|1"]);
        (await RowsAsync("MembershipReadRowKey", port: 9)).ShouldBe(["2|-|-"]);
    }

    [SkippableFact]
    public async Task Insert_ManyWithOneVersionAtOnce_OneWins()
    {
        await OneAsync("InsertMembershipVersionKey");

        var added = await Task.WhenAll(Enumerable.Range(1, 10).Select(port => Task.Run(() => InsertAsync(port, version: 0))));

        added.Sum().ShouldBe(1);
        (await RowsAsync("MembershipReadAllKey")).ShouldHaveSingleItem().ShouldStartWith("1|");
    }

    [SkippableFact]
    public async Task Update_WithTheVersionReadBefore_ChangesTheMemberAndSteps()
    {
        await OneAsync("InsertMembershipVersionKey");
        await InsertAsync(port: 1, version: 0);

        (await UpdateAsync(port: 1, Active, version: 0)).ShouldBe(0, "that version is gone");
        (await UpdateAsync(port: 9, Active, version: 1)).ShouldBe(0, "there is no such member, and nothing steps");
        (await UpdateAsync(port: 1, Active, version: 1)).ShouldBe(1);

        (await RowsAsync("MembershipReadAllKey")).ShouldBe(["2|1|3"]);
    }

    [SkippableFact]
    public async Task Gateways_AreActiveMembersThatHaveOne()
    {
        await OneAsync("InsertMembershipVersionKey");
        await InsertAsync(port: 1, version: 0);
        await InsertAsync(port: 2, version: 1, proxyPort: 0);
        await InsertAsync(port: 3, version: 2);
        await UpdateAsync(port: 1, Active, version: 3);
        await UpdateAsync(port: 2, Active, version: 4);

        (await RunAsync("GatewaysQueryKey", Values(("Status", Active)), row => $"{row["Address"]}:{row["ProxyPort"]}@{row["Generation"]}"))
            .ShouldBe(["10.0.0.1:30000@7"]);
    }

    [SkippableFact]
    public async Task Cleanup_TakesSilentMembersThatAreNotActive()
    {
        await OneAsync("InsertMembershipVersionKey");
        await InsertAsync(port: 1, version: 0);
        await InsertAsync(port: 2, version: 1);
        await InsertAsync(port: 3, version: 2);
        await UpdateAsync(port: 1, Active, version: 3);
        await UpdateAsync(port: 2, Dead, version: 4);
        await RunAsync("UpdateIAmAlivetimeKey", Member(3, ("IAmAliveTime", Now.AddHours(1))), _ => 0);

        await RunAsync("CleanupDefunctSiloEntriesKey", Values(("IAmAliveTime", Now.AddMinutes(1))), _ => 0);

        (await RowsAsync("MembershipReadAllKey")).ShouldBe(["5|1|3", "5|3|1"]);
    }

    [SkippableFact]
    public async Task Delete_TakesTheWholeClusterAndNoOther()
    {
        await OneAsync("InsertMembershipVersionKey");
        await InsertAsync(port: 1, version: 0);
        await RunAsync("InsertMembershipVersionKey", [("DeploymentId", "other")], _ => 0);

        await RunAsync("DeleteMembershipTableEntriesKey", Values(), _ => 0);

        _store.Database.Rows("SELECT DeploymentId FROM OrleansMembershipVersionTable").ShouldBe(["other"]);
        _store.Database.Rows("SELECT Port FROM OrleansMembershipTable").ShouldBeEmpty();
    }

    private Task<long> InsertAsync(int port, int version, int proxyPort = 30_000) => OneAsync("InsertMembershipKey", Member(
        port,
        ("SiloName", $"silo-{port}"),
        ("HostName", "host"),
        ("Status", Joining),
        ("ProxyPort", proxyPort),
        ("StartTime", Now),
        ("IAmAliveTime", Now),
        ("Version", version)));

    private Task<long> UpdateAsync(int port, int status, int version) => OneAsync("UpdateMembershipKey", Member(
        port, ("Status", status), ("SuspectTimes", "10.0.0.2:2@7,2026-01-05"), ("IAmAliveTime", Now), ("Version", version)));

    /// <summary>The version, the member's port and its status.</summary>
    private Task<List<string>> RowsAsync(string query, int? port = null) => RunAsync(
        query, port is { } one ? Member(one) : Values(), static row => $"{row["Version"]}|{Text(row["Port"])}|{Text(row["Status"])}");

    private async Task<long> OneAsync(string query, (string Name, object Value)[]? values = null) =>
        (await RunAsync(query, values ?? Values(), static row =>
        {
            row.FieldCount.ShouldBe(1);
            return row.GetInt64(0);
        })).ShouldHaveSingleItem();

    private async Task<List<T>> RunAsync<T>(string query, (string Name, object Value)[] values, Func<DbDataReader, T> row)
    {
        await using var connection = _store.Database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = _store.Database.Scalar<string>($"SELECT QueryText FROM OrleansQuery WHERE QueryKey = '{query}'");
        foreach (var (name, value) in values)
        {
            command.With(name, value);
        }

        var rows = await command.ReadAsync(row, CancellationToken.None);
        return typeof(T) == typeof(string) ? [.. rows.Order()] : rows;
    }

    private static (string Name, object Value)[] Values(params (string Name, object Value)[] more) => [("DeploymentId", "fleet"), .. more];

    private static (string Name, object Value)[] Member(int port, params (string Name, object Value)[] more) =>
        Values([("Address", "10.0.0.1"), ("Port", port), ("Generation", 7), .. more]);

    private static string Text(object value) => value is DBNull ? "-" : $"{value}";
}
