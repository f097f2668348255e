using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FleetActors.Storage.Sqlite;

/// <summary>Reminders in the SQLite file, in the rows that Orleans' own table keeps.</summary>
internal sealed class SqliteReminderTable(SqliteStore store, IOptions<ClusterOptions> cluster) : IReminderTable
{
    private const string Service = "@ServiceId";
    private const string Grain = "@GrainId";
    private const string Name = "@ReminderName";

    private Statements? _statements;

    private Statements Stored => _statements ?? throw new InvalidOperationException("The reminder table is used before the silo has started it.");

    private string ServiceId => cluster.Value.ServiceId;

    public async Task StartAsync(CancellationToken cancellationToken = default) => _statements = Statements.Of(await StoredStatements.LoadAsync(store));

    public async Task<ReminderTableData> ReadRows(GrainId grainId) => new(await store.ReadAsync(Stored.OfGrain, [ServiceId, grainId.ToString()], Entry));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        // The column is a signed number, so signed is how the range is looked at.
        var (from, to) = unchecked(((int)begin, (int)end));
        return new(await store.ReadAsync(from < to ? Stored.Between : Stored.Around, [ServiceId, from, to], Entry));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await store.ReadAsync(Stored.One, [ServiceId, grainId.ToString(), reminderName], Entry)).FirstOrDefault();

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var start = entry.StartAt.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc) : entry.StartAt;
        var version = await store.WriteAsync(
            Stored.Upsert,
            [ServiceId, unchecked((int)entry.GrainId.GetUniformHashCode()), entry.GrainId.ToString(), entry.ReminderName, start, (long)entry.Period.TotalMilliseconds]);
        return Convert.ToString(version, CultureInfo.InvariantCulture);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var removed = await store.WriteAsync(Stored.Delete, [ServiceId, grainId.ToString(), reminderName, int.Parse(eTag, CultureInfo.InvariantCulture)]);
        return Convert.ToBoolean(removed, CultureInfo.InvariantCulture);
    }

    public Task TestOnlyClearTable() => store.WriteAsync(Stored.DeleteAll, [ServiceId]);

    private static ReminderEntry Entry(SqliteDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(row.GetOrdinal("GrainId")), CultureInfo.InvariantCulture),
        ReminderName = row.GetString(row.GetOrdinal("ReminderName")),
        StartAt = DateTime.SpecifyKind(row.GetDateTime(row.GetOrdinal("StartTime")), DateTimeKind.Utc),
        Period = TimeSpan.FromMilliseconds(row.GetInt64(row.GetOrdinal("Period"))),
        ETag = Convert.ToString(row.GetValue(row.GetOrdinal("Version")), CultureInfo.InvariantCulture),
    };

    private sealed record Statements(
        SqliteStatement OfGrain,
        SqliteStatement One,
        SqliteStatement Between,
        SqliteStatement Around,
        SqliteStatement Upsert,
        SqliteStatement Delete,
        SqliteStatement DeleteAll)
    {
        public static Statements Of(StoredStatements stored) => new(
            stored.Find("ReadReminderRowsKey", Service, Grain),
            stored.Find("ReadReminderRowKey", Service, Grain, Name),
            stored.Find("ReadRangeRows1Key", Service, "@BeginHash", "@EndHash"),
            stored.Find("ReadRangeRows2Key", Service, "@BeginHash", "@EndHash"),
            stored.Find("UpsertReminderRowKey", Service, "@GrainHash", Grain, Name, "@StartTime", "@Period"),
            stored.Find("DeleteReminderRowKey", Service, Grain, Name, "@Version"),
            stored.Find("DeleteReminderRowsKey", Service));
    }
}
