using System.Text.Encodings.Web;
using System.Text.Json;
using FleetActors.Alerts;

namespace FleetActors.Devices;

/// <summary>Makes the report of a rule that fired. Pure.</summary>
internal static class RuleReport
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The device's alert of one rule; a slash is in neither id, so no two rules share a key.</summary>
    public static string DedupKey(string deviceId, string rule) => $"{deviceId}/{rule}";

    /// <summary>What the alert is opened with.</summary>
    public static RaiseAlert Write(DeviceRule rule, string deviceId, string fleetId, double? value, DateTimeOffset since) => new(
        DedupKey(deviceId, rule.Name),
        deviceId,
        fleetId,
        rule.Name,
        rule.Severity,
        SeverityText: null,
        rule.Category,
        BriefingText.Write(rule, deviceId, fleetId, value),
        Phone: null,
        SensorJson(rule, deviceId, fleetId, value, since));

    private static string SensorJson(DeviceRule rule, string deviceId, string fleetId, double? value, DateTimeOffset since)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            var (side, limit) = RuleConditions.Describe(rule.Condition);
            json.WriteStartObject();
            json.WriteString("device_id", deviceId);
            json.WriteString("fleet_id", fleetId);
            json.WriteString("rule", rule.Name);
            json.WriteString("metric", RuleConditions.MetricOf(rule.Condition));
            if (value is { } known)
            {
                json.WriteNumber("value", known);
            }

            json.WriteString("kind", side);
            json.WriteNumber("limit", limit);
            json.WriteNumber("for", rule.For.TotalSeconds);
            json.WriteString("since", since);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
