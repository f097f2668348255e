using System.Collections.Immutable;
using FleetActors.Alerts;
using FleetActors.Directory;
using FleetActors.OnCall;

namespace FleetActors.Calls;

/// <summary>Links a call with the open alerts that its number was paged for: whoever calls back about an alert is seen with it.</summary>
internal sealed class RelatedAlerts(IAlertIndex index, IGrainFactory grains) : IRelatedAlerts
{
    private const int Most = 10;

    public async Task<ImmutableArray<RelatedAlert>> FindAsync(string number, CancellationToken cancellationToken)
    {
        if (!E164.IsWellFormed(number))
        {
            return [];
        }

        var pages = await index.OpenPagesAsync(number, cancellationToken);
        var found = ImmutableArray.CreateBuilder<RelatedAlert>();
        foreach (var alertId in pages.Select(static page => page.AlertId).Distinct(StringComparer.Ordinal).Take(Most))
        {
            if (await grains.GetGrain<IAlertGrain>(alertId).GetAsync() is { Status: not AlertStatus.Resolved } alert)
            {
                found.Add(new RelatedAlert(alert.AlertId, alert.Severity, alert.DeviceId, alert.Briefing, "this number was paged for it"));
            }
        }

        return found.ToImmutable();
    }

    public async Task TellAsync(RelatedAlert alert, string callId, string fromMasked, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IAlertGrain>(alert.AlertId);
        var text = $"Emergency call {callId} from {fromMasked}: {alert.Because}.";
        if (await grain.GetAsync() is { } view && !view.Timeline.Any(line => line.Text.Contains(text, StringComparison.Ordinal)))
        {
            await grain.AddNoteAsync(new OperatorAction("emergency call", "call", text));
        }
    }
}
