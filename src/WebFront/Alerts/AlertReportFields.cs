using System.Text.Json;
using FleetActors.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Alerts;

/// <summary>The members of a report that are known by name; everything else in it is sensor data.</summary>
internal sealed class AlertReportFields
{
    private const string Summary = "summary";

    private static readonly (string Name, int MaxLength)[] Known =
    [
        ("device_id", 128), ("fleet_id", 128), ("dedup_key", 200), ("severity", 1000), ("category", 64), (Summary, 1000), ("phone", 40),
    ];

    private readonly string?[] _values = new string?[Known.Length];

    /// <summary>The known member's number, or -1.</summary>
    public static int IndexOf(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < Known.Length; i++)
        {
            if (reader.ValueTextEquals(Known[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Takes a member's value. Null and blank count as absent.</summary>
    public ProblemHttpResult? Take(int field, ref Utf8JsonReader reader)
    {
        var (name, maxLength) = Known[field];
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            return Problems.Unprocessable(name, "must be a text");
        }

        var text = reader.TokenType == JsonTokenType.Null ? "" : JsonText.Read(ref reader).Trim();
        if (text.Length > maxLength)
        {
            return Problems.Unprocessable(name, $"must have at most {maxLength} characters");
        }

        if (text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            // A summary is prose and may have lines; the rest are names and keys.
            if (name != Summary)
            {
                return Problems.Unprocessable(name, "must not hold control characters");
            }

            text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        }

        _values[field] = text.Length == 0 ? null : text;
        return null;
    }

    /// <summary>The report, with the whole body as written.</summary>
    public RaiseAlert ToReport(string json)
    {
        var severity = SeverityNames.Read(_values[3], out var unknownWord);
        return new RaiseAlert(
            DedupKey: _values[2],
            DeviceId: _values[0],
            FleetId: _values[1],
            Rule: null,
            Severity: severity,
            SeverityText: unknownWord,
            Category: _values[4],
            Summary: _values[5],
            Phone: _values[6],
            SensorJson: json);
    }
}
