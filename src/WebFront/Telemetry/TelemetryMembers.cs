using System.Text.Json;

namespace FleetActors.Telemetry;

/// <summary>Members an item may have.</summary>
internal enum TelemetryMember
{
    Other = 0,
    DeviceId = 1,
    FleetId = 2,
    Ts = 3,
    Metric = 4,
    Value = 5,
    Values = 6,
    Lat = 7,
    Lon = 8,
}

/// <summary>Finds out which member a property name means.</summary>
internal static class TelemetryMembers
{
    /// <exception cref="JsonException">The name holds half of a surrogate pair.</exception>
    public static TelemetryMember Find(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? FindEscaped(ref reader) : Find(reader.ValueSpan);

    private static TelemetryMember FindEscaped(ref Utf8JsonReader reader)
    {
        Span<byte> name = stackalloc byte[TelemetryText.EscapedNameBytes];
        return TelemetryText.Unescape(ref reader, name) is >= 0 and var length ? Find(name[..length]) : TelemetryMember.Other;
    }

    private static TelemetryMember Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("ts"u8) => TelemetryMember.Ts,
        3 when name.SequenceEqual("lat"u8) => TelemetryMember.Lat,
        3 when name.SequenceEqual("lon"u8) => TelemetryMember.Lon,
        5 when name.SequenceEqual("value"u8) => TelemetryMember.Value,
        6 when name.SequenceEqual("metric"u8) => TelemetryMember.Metric,
        6 when name.SequenceEqual("values"u8) => TelemetryMember.Values,
        8 when name.SequenceEqual("fleet_id"u8) => TelemetryMember.FleetId,
        9 when name.SequenceEqual("device_id"u8) => TelemetryMember.DeviceId,
        _ => TelemetryMember.Other,
    };
}
