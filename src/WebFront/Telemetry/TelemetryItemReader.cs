using System.Text.Json;
using FleetActors.Devices;
using FleetActors.Fleets;

namespace FleetActors.Telemetry;

/// <summary>
/// Reads one item: <c>{device_id, fleet_id?, ts?, metric, value}</c> or <c>{device_id, fleet_id?, ts?, values: {...}, lat?, lon?}</c>, members in any order,
/// unknown ones passed over. What is wrong with it is one text that names the member; the first found is told.
/// </summary>
internal sealed class TelemetryItemReader(DeviceHandles devices)
{
    /// <summary>Most values in one item, position included.</summary>
    public const int MaxValues = 64;

    private readonly NameCache _metrics = new(MetricName.IsWellFormed);
    private readonly NameCache _fleets = new(FleetId.IsWellFormed);

    /// <summary>Reads the value the reader stands on, to its end, and adds it to the message as an item or as rejected.</summary>
    /// <exception cref="JsonException">What follows is not JSON.</exception>
    public void Read(ref Utf8JsonReader reader, int index, TelemetryMessage message)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            message.Rejected.Add(new ItemRemark(index, "must be an object"));
            return;
        }

        var item = new Draft(message.ValueCount);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = TelemetryMembers.Find(ref reader);
            reader.Read();
            ReadMember(ref reader, member, ref item, message);
        }

        item.Complete(message);
        if (item.Error is { } error)
        {
            message.DropValues(item.FirstValue);
            message.Rejected.Add(new ItemRemark(index, error));
            return;
        }

        message.AddItem(item.Device!, item.FleetId, index, item.FirstValue, item.AtMs);
    }

    private void ReadMember(ref Utf8JsonReader reader, TelemetryMember member, ref Draft item, TelemetryMessage message)
    {
        switch (member)
        {
            case TelemetryMember.DeviceId:
                item.Device = reader.TokenType == JsonTokenType.String ? FindDevice(ref reader) : null;
                item.FailUnless(item.Device is not null, $"device_id {DeviceId.Rule}");
                break;
            case TelemetryMember.FleetId when reader.TokenType != JsonTokenType.Null:
                item.FleetId = Name(ref reader, _fleets);
                item.FailUnless(item.FleetId is not null, $"fleet_id {FleetId.Rule}");
                break;
            case TelemetryMember.Ts when reader.TokenType != JsonTokenType.Null:
                item.FailUnless(
                    TelemetryValues.TryTime(ref reader, out item.AtMs),
                    "ts must be an ISO 8601 time or a number of seconds or milliseconds since 1970");
                break;
            case TelemetryMember.Metric:
                item.HasMetric = true;
                item.Metric = Name(ref reader, _metrics);
                item.FailUnless(item.Metric is not null, $"metric {MetricName.Rule}");
                break;
            case TelemetryMember.Value:
                item.HasValue = true;
                item.FailUnless(TelemetryValues.TryValue(ref reader, out item.Value), $"value {TelemetryValues.Rule}");
                break;
            case TelemetryMember.Values:
                ReadValues(ref reader, ref item, message);
                break;
            case TelemetryMember.Lat when reader.TokenType != JsonTokenType.Null:
                item.FailUnless(TelemetryValues.TryDegrees(ref reader, 90, out item.Lat), "lat must be a number from -90 to 90");
                break;
            case TelemetryMember.Lon when reader.TokenType != JsonTokenType.Null:
                item.FailUnless(TelemetryValues.TryDegrees(ref reader, 180, out item.Lon), "lon must be a number from -180 to 180");
                break;
            default:
                break;
        }

        // Whatever was not what it should have been is passed over whole.
        reader.Skip();
    }

    private void ReadValues(ref Utf8JsonReader reader, ref Draft item, TelemetryMessage message)
    {
        item.HasValues = true;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            item.FailUnless(false, "values must be an object");
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var metric = Name(ref reader, _metrics);
            item.FailUnless(metric is not null, $"values: a name {MetricName.Rule}");
            reader.Read();

            // A sensor that has nothing to say.
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            var isValue = TelemetryValues.TryValue(ref reader, out var value);
            reader.Skip();
            if (!isValue)
            {
                item.FailUnless(false, $"values.{metric ?? "?"} {TelemetryValues.Rule}");
            }
            else if (item.Error is null)
            {
                item.Add(metric!, value, message);
            }
        }
    }

    private DeviceHandle? FindDevice(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? FindEscapedDevice(ref reader) : devices.Find(reader.ValueSpan);

    private DeviceHandle? FindEscapedDevice(ref Utf8JsonReader reader)
    {
        Span<byte> name = stackalloc byte[TelemetryText.EscapedNameBytes];
        return TelemetryText.Unescape(ref reader, name) is >= 0 and var length ? devices.Find(name[..length]) : null;
    }

    private static string? Name(ref Utf8JsonReader reader, NameCache names)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return null;
        }

        return reader.ValueIsEscaped ? EscapedName(ref reader, names) : names.Find(reader.ValueSpan);
    }

    private static string? EscapedName(ref Utf8JsonReader reader, NameCache names)
    {
        Span<byte> name = stackalloc byte[TelemetryText.EscapedNameBytes];
        return TelemetryText.Unescape(ref reader, name) is >= 0 and var length ? names.Find(name[..length]) : null;
    }

    /// <summary>An item while it is read.</summary>
    private struct Draft(int firstValue)
    {
        public readonly int FirstValue = firstValue;
        public DeviceHandle? Device;
        public string? FleetId;
        public string? Metric;
        public MetricValue Value;
        public double? Lat;
        public double? Lon;
        public long AtMs = Reading.ServerTime;
        public bool HasMetric;
        public bool HasValue;
        public bool HasValues;

        public string? Error { get; private set; }

        public void FailUnless(bool holds, string error)
        {
            if (!holds)
            {
                Error ??= error;
            }
        }

        public void Add(string metric, MetricValue value, TelemetryMessage message)
        {
            if (message.ValueCount - FirstValue == MaxValues)
            {
                Error ??= "values: an item may have at most 64";
                return;
            }

            message.AddValue(metric, value);
        }

        /// <summary>Says what is missing or too much, and adds what is not in <c>values</c>.</summary>
        public void Complete(TelemetryMessage message)
        {
            // The texts would be made even when all is well if they were not constant.
            FailUnless(Device is not null || Error is not null, "device_id is missing");
            FailUnless(!HasValues || !(HasMetric || HasValue), "values and metric exclude each other");
            FailUnless(!HasMetric || HasValue, "value is missing");
            FailUnless(!HasValue || HasMetric, "metric is missing");
            FailUnless(Lat.HasValue == Lon.HasValue, Lat.HasValue ? "lon is missing" : "lat is missing");
            if (Error is not null)
            {
                return;
            }

            if (HasMetric)
            {
                Add(Metric!, Value, message);
            }

            if (Lat is { } lat && Lon is { } lon)
            {
                Add(MetricName.Latitude, MetricValue.Of(lat), message);
                Add(MetricName.Longitude, MetricValue.Of(lon), message);
            }

            FailUnless(message.ValueCount > FirstValue, HasValues ? "values has no value" : "metric is missing");
        }
    }
}
