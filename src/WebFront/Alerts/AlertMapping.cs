using System.Globalization;
using System.Text.Json;
using FleetActors.Http;

namespace FleetActors.Alerts;

/// <summary>From the grains' words to the wire's.</summary>
internal static class AlertMapping
{
    public static RaisedResponse ToResponse(this RaiseResult raised) => new(
        raised.AlertId,
        raised.Status.Word(),
        raised.Severity.Word(),
        raised.Category,
        raised.Action,
        raised.Briefing,
        raised.ClassifiedBy,
        raised.Phone,
        raised.Channel,
        raised.Deduplicated);

    /// <summary>With <paramref name="whole"/> the attempts and the timeline are there too.</summary>
    public static AlertResponse ToResponse(this AlertView view, bool whole) => new(
        view.AlertId,
        view.Status.Word(),
        view.Severity.Word(),
        view.Category,
        view.Briefing,
        view.Action,
        view.RecommendedAction,
        view.TimeSensitivityMinutes,
        view.ClassifiedBy,
        view.DeviceId,
        view.FleetId,
        view.DedupKey,
        view.Rule,
        view.Phone,
        view.CreatedAt,
        view.UpdatedAt,
        view.Occurrences,
        view.LastOccurrenceAt,
        view.Acknowledged,
        view.Resolved,
        view.SnoozedUntil,
        view.SuppressedBecause,
        view.PolicyId,
        view.Round,
        view.Step,
        view.NextDueAt,
        view.ConferenceId,
        new RawJson(view.SensorJson),
        Classification(view),
        view.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        view.Action,
        whole ? view.Attempts : null,
        whole ? view.Timeline : null,
        view.Calls.IsDefault ? [] : view.Calls);

    private static RawJson Classification(AlertView view) => new(view.ClassificationJson ?? JsonSerializer.Serialize(
        new ClassificationResponse(
            view.Severity.Word(), view.Category, view.Briefing, view.RecommendedAction, view.TimeSensitivityMinutes),
        FrontJsonContext.Default.ClassificationResponse));
}

/// <summary>A classification in the words of the inference request.</summary>
/// <param name="TimeSensitivity">Minutes, or null.</param>
internal sealed record ClassificationResponse(
    string Severity, string Category, string Briefing, string? RecommendedAction, int? TimeSensitivity);
