using System.Data.Common;
using System.Text.Json;

namespace FleetActors.Storage.Transfer;

/// <summary>When devices were last heard of.</summary>
internal sealed class SeenTable : TransferTable
{
    public override string Word => "seen";

    public override string Name => "device_seen";

    public override string Select => "SELECT device_id, last_seen FROM device_seen ORDER BY device_id;";

    public override string Insert => "INSERT INTO device_seen (device_id, last_seen) VALUES (@device, @at);";

    public override void Write(Utf8JsonWriter line, DbDataReader row)
    {
        line.WriteString("device", row.GetString(0));
        line.WriteNumber("at", row.GetInt64(1));
    }

    public override IEnumerable<(string Name, object? Value)> Values(JsonElement line) =>
    [
        ("@device", line.GetProperty("device").GetString()),
        ("@at", line.GetProperty("at").GetInt64()),
    ];
}
