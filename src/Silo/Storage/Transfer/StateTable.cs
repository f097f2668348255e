using System.Data.Common;
using System.Text;
using System.Text.Json;

namespace FleetActors.Storage.Transfer;

/// <summary>Grain states. The index tables are not in the file: triggers make them again from the states.</summary>
internal sealed class StateTable : TransferTable
{
    private const string Payload = "payload";
    private const string PayloadBase64 = "payload_base64";

    public override string Word => "state";

    public override string Name => "OrleansStorage";

    // The Id is the order of creation, which lists run by; it is not kept itself.
    public override string Select => """
        SELECT GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1, GrainIdHash, GrainTypeHash, ServiceId, ModifiedOn, Version, PayloadBinary
        FROM OrleansStorage
        ORDER BY Id;
        """;

    public override string Insert => """
        INSERT INTO OrleansStorage
            (GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1, GrainIdHash, GrainTypeHash, ServiceId, ModifiedOn, Version, PayloadBinary)
        VALUES (@type, @key, @n0, @n1, @hash, @type_hash, @service, @modified, @version, @payload);
        """;

    public override void Write(Utf8JsonWriter line, DbDataReader row)
    {
        line.WriteString("type", row.GetString(0));
        line.WriteString("key", row.GetString(1));
        line.WriteNumber("n0", row.GetInt64(2));
        line.WriteNumber("n1", row.GetInt64(3));
        line.WriteNumber("hash", row.GetInt32(4));
        line.WriteNumber("type_hash", row.GetInt32(5));
        line.WriteString("service", row.GetString(6));
        line.WriteString("modified", Text(row.GetDateTime(7)));
        line.WriteNumber("version", row.GetInt32(8));
        if (row.IsDBNull(9))
        {
            line.WriteNull(Payload);
            return;
        }

        var payload = row.GetFieldValue<byte[]>(9);
        if (IsOneLineOfJson(payload))
        {
            line.WritePropertyName(Payload);
            line.WriteRawValue(payload, skipInputValidation: true);
        }
        else
        {
            line.WriteBase64String(PayloadBase64, payload);
        }
    }

    public override IEnumerable<(string Name, object? Value)> Values(JsonElement line) =>
    [
        ("@type", line.GetProperty("type").GetString()),
        ("@key", line.GetProperty("key").GetString()),
        ("@n0", line.GetProperty("n0").GetInt64()),
        ("@n1", line.GetProperty("n1").GetInt64()),
        ("@hash", line.GetProperty("hash").GetInt32()),
        ("@type_hash", line.GetProperty("type_hash").GetInt32()),
        ("@service", line.GetProperty("service").GetString()),
        ("@modified", Instant(line.GetProperty("modified"))),
        ("@version", line.GetProperty("version").GetInt32()),
        ("@payload", Bytes(line)),
    ];

    private static byte[]? Bytes(JsonElement line)
    {
        if (line.TryGetProperty(PayloadBase64, out var base64))
        {
            return base64.GetBytesFromBase64();
        }

        var payload = line.GetProperty(Payload);
        return payload.ValueKind == JsonValueKind.Null ? null : Encoding.UTF8.GetBytes(payload.GetRawText());
    }

    /// <summary>Whether the bytes can stand in a line as they are and be cut out of it unchanged.</summary>
    private static bool IsOneLineOfJson(byte[] payload)
    {
        if (payload is not [(byte)'{', .., (byte)'}'] || payload.AsSpan().ContainsAny((byte)'\n', (byte)'\r'))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
                // To its end.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
