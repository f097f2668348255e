using System.Collections.Immutable;
using System.Globalization;

namespace FleetActors.Calls;

/// <summary>Which open alerts a call may be about. Looked for when it begins and now and then while it runs: an alert may open after the call.</summary>
internal static class Relations
{
    /// <summary>Most alerts that a call is related to.</summary>
    public const int Most = 10;

    /// <summary>Takes what is new of these; alerts known before stay.</summary>
    public static void Found(CallTurn turn, ImmutableArray<RelatedAlert> alerts)
    {
        turn.Settle(CallEffects.IdFor(CallEffectKind.Relate, null));
        var known = turn.State.Alerts;
        var unknown = alerts.Where(alert => !known.Any(other => other.AlertId == alert.AlertId)).ToList();
        var found = unknown.Take(Most - known.Length).ToImmutableArray();
        if (found.IsEmpty)
        {
            return;
        }

        var more = unknown.Count > found.Length ? "; there are more" : "";

        turn.Emit(new AlertsRelated(found));
        turn.Note("related", $"Open alerts: {string.Join(", ", found.Select(static alert => $"{alert.AlertId} ({alert.Because})"))}{more}.");

        // Each telling is one of its own: the one before may be on its way with the alerts known then.
        var first = CallEffects.IdFor(CallEffectKind.TellAlerts, null);
        turn.Owe(CallEffectKind.TellAlerts, id: known.IsEmpty ? first : string.Create(CultureInfo.InvariantCulture, $"{first}.{turn.State.Alerts.Length}"));
    }
}
