using FleetActors.Alerts;

namespace FleetActors.Devices;

/// <summary>The way from a rule to its alert. One for all devices of a silo.</summary>
internal sealed class RuleAlerts(IGrainFactory grains)
{
    /// <summary>Opens the rule's alert, or adds an occurrence to the one that is unresolved; its id, once it is durable. Safe to repeat.</summary>
    public async Task<string> RaiseAsync(DeviceRule rule, string deviceId, string fleetId, double? value, DateTimeOffset since)
    {
        var report = RuleReport.Write(rule, deviceId, fleetId, value, since);
        var raised = await grains.GetGrain<IDedupGrain>(report.DedupKey!).RaiseAsync(report);
        return raised.AlertId;
    }

    /// <summary>Tells the alert that its rule has cleared. Safe to repeat; an alert that is resolved or gone is no error.</summary>
    public Task ClearAsync(string alertId, string rule, string detail) => grains.GetGrain<IAlertGrain>(alertId).ClearAsync(rule, detail);

    /// <summary>The rule's unresolved alert, or null; and when the alert known so far was resolved, if it was.</summary>
    public async Task<(string? OpenAlertId, DateTimeOffset? ResolvedAt)> FindAsync(string deviceId, string rule, string alertId)
    {
        if (await grains.GetGrain<IDedupGrain>(RuleReport.DedupKey(deviceId, rule)).FindAsync() is { } open)
        {
            return (open, null);
        }

        var alert = await grains.GetGrain<IAlertGrain>(alertId).GetAsync();
        return (null, alert?.Resolved?.At);
    }
}
