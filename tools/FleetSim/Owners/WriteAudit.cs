using System.Globalization;
using FleetActors.FleetSim.Cluster;
using FleetActors.FleetSim.Trial;

namespace FleetActors.FleetSim.Owners;

/// <summary>Has a trial's own database note who writes to which grain, and reads it back. Nothing of it is in the product.</summary>
internal sealed class WriteAudit(PrivatePostgres database)
{
    // The row is locked until its transaction ends, so that the numbers of one grain's writes are in the order of its versions.
    private const string Schema = """
        CREATE TABLE trial_write (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, grain text NOT NULL, version integer NOT NULL, writer text NOT NULL);
        CREATE FUNCTION trial_note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO trial_write (at, grain, version, writer)
            VALUES (clock_timestamp(), NEW.GrainTypeString || '/' || NEW.GrainIdExtensionString || '/' || NEW.GrainIdN1 || '/' || NEW.GrainIdN0, NEW.Version, current_setting('application_name'));
            RETURN NULL;
        END $$;
        CREATE TRIGGER trial_note AFTER INSERT OR UPDATE ON OrleansStorage FOR EACH ROW EXECUTE FUNCTION trial_note();
        """;

    /// <summary>Begins to note. Once for a database.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => database.QueryAsync(Schema, cancellationToken);

    /// <summary>Everything that was noted.</summary>
    public async Task<IReadOnlyList<StoredWrite>> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync("SELECT grain, version, writer, extract(epoch FROM at) FROM trial_write ORDER BY n", cancellationToken);
        return [.. rows.Select(static row => new StoredWrite(row[0], int.Parse(row[1], CultureInfo.InvariantCulture), row[2], Instant(row[3])))];
    }

    /// <summary>Which lives of which silos the strikes ended: those after which the silo had another. One that stood still and went on was not given up by the others.</summary>
    /// <param name="ports">The silo's port, by which its connections are known, for each member; null for the one server, whose connections are all the same.</param>
    public static IReadOnlyList<DeadWriter> DeadOf(IReadOnlyCollection<Strike> strikes, IReadOnlyDictionary<string, string?> ports, IReadOnlyCollection<StoredWrite> writes) =>
    [
        .. strikes.Where(strike => ports.ContainsKey(strike.Member)).Select(strike => DeadOf(strike, [.. writes.Where(write => IsOf(write, ports[strike.Member]))])).OfType<DeadWriter>(),
    ];

    private static DeadWriter? DeadOf(Strike strike, IReadOnlyList<StoredWrite> writes) =>
        writes.LastOrDefault(write => write.At <= strike.At) is { } last && writes.Any(write => write.At > strike.At && write.Writer != last.Writer) ? new DeadWriter(last.Writer, strike.At) : null;

    private static bool IsOf(StoredWrite write, string? port) => port is null || write.Writer.EndsWith(":" + port, StringComparison.Ordinal);

    private static DateTimeOffset Instant(string epoch) => DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(epoch, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));
}
