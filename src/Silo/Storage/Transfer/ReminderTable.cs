using System.Data.Common;
using System.Text.Json;

namespace FleetActors.Storage.Transfer;

/// <summary>Reminders.</summary>
internal sealed class ReminderTable : TransferTable
{
    public override string Word => "reminder";

    public override string Name => "OrleansRemindersTable";

    public override string Select => """
        SELECT ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version
        FROM OrleansRemindersTable
        ORDER BY ServiceId, GrainId, ReminderName;
        """;

    public override string Insert => """
        INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
        VALUES (@service, @grain, @name, @start, @period, @hash, @version);
        """;

    public override void Write(Utf8JsonWriter line, DbDataReader row)
    {
        line.WriteString("service", row.GetString(0));
        line.WriteString("grain", row.GetString(1));
        line.WriteString("name", row.GetString(2));
        line.WriteString("start", Text(row.GetDateTime(3)));
        line.WriteNumber("period", row.GetInt64(4));
        line.WriteNumber("hash", row.GetInt32(5));
        line.WriteNumber("version", row.GetInt32(6));
    }

    public override IEnumerable<(string Name, object? Value)> Values(JsonElement line) =>
    [
        ("@service", line.GetProperty("service").GetString()),
        ("@grain", line.GetProperty("grain").GetString()),
        ("@name", line.GetProperty("name").GetString()),
        ("@start", Instant(line.GetProperty("start"))),
        ("@period", line.GetProperty("period").GetInt64()),
        ("@hash", line.GetProperty("hash").GetInt32()),
        ("@version", line.GetProperty("version").GetInt32()),
    ];
}
