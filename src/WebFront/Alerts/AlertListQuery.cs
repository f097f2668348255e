using System.Globalization;
using FleetActors.Directory;
using FleetActors.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Alerts;

/// <summary>The query of <c>GET /alerts</c>.</summary>
internal static class AlertListQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;
    private const int MaxText = 200;

    /// <summary>Name and meaning of each parameter.</summary>
    public static readonly (string Name, string Meaning)[] Parameters =
    [
        ("status", "open, paging, acknowledged, resolved, snoozed, suppressed or exhausted"),
        ("severity", "low, medium or critical"),
        ("device_id", "alerts of one device"),
        ("fleet_id", "alerts of one fleet"),
        ("q", "text to find in id, device, category or briefing, any case"),
        ("limit", "1 to 500, default 50"),
        ("before", "next of the page before: only older alerts"),
    ];

    /// <summary>Whether any of the known parameters is there; without one the list is the last 50, oldest first.</summary>
    public static bool IsFiltered(IQueryCollection query) => Parameters.Any(parameter => query.ContainsKey(parameter.Name));

    /// <summary>Reads the parameters; exactly one of the two results is set. An empty parameter counts as absent.</summary>
    public static (AlertQuery? Query, ProblemHttpResult? Problem) Read(IQueryCollection query)
    {
        foreach (var (name, _) in Parameters)
        {
            if (query[name].Count > 1)
            {
                return (null, Problems.Unprocessable(name, "must be given once"));
            }

            if (query[name].ToString().Length > MaxText)
            {
                return (null, Problems.Unprocessable(name, $"must have at most {MaxText} characters"));
            }
        }

        AlertStatus? status = null;
        if (Text(query, "status") is { } statusText)
        {
            if (!StatusNames.TryParse(statusText, out var parsed))
            {
                return (null, Problems.Unprocessable(
                    "status", "must be open, paging, acknowledged, resolved, snoozed, suppressed or exhausted"));
            }

            status = parsed;
        }

        Severity? severity = null;
        if (Text(query, "severity") is { } severityText)
        {
            if (!SeverityNames.TryParse(severityText, out var parsed))
            {
                return (null, Problems.Unprocessable("severity", "must be low, medium or critical"));
            }

            severity = parsed;
        }

        var limit = DefaultLimit;
        if (Text(query, "limit") is { } limitText
            && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            return (null, Problems.Unprocessable("limit", $"must be a whole number from 1 to {MaxLimit}"));
        }

        var before = Text(query, "before");
        if (before is not null && !AlertId.IsWellFormed(before))
        {
            return (null, Problems.Unprocessable("before", "must be an alert id"));
        }

        return (new AlertQuery(status, severity, Text(query, "device_id"), Text(query, "fleet_id"), Text(query, "q"), limit, before), null);
    }

    private static string? Text(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Trim();
        return text.Length == 0 ? null : text;
    }
}
