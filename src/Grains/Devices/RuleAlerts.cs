using FleetActors.Alerts;

namespace FleetActors.Devices;

/// <summary>Rules' alerts as grains. One for all devices of a silo.</summary>
internal sealed class RuleAlerts(IGrainFactory grains) : IRuleAlerts
{
    public async Task<string> RaiseAsync(DeviceRule rule, string deviceId, string fleetId, double? value, DateTimeOffset since)
    {
        var report = RuleReport.Write(rule, deviceId, fleetId, value, since);
        var raised = await grains.GetGrain<IDedupGrain>(report.DedupKey!).RaiseAsync(report);
        return raised.AlertId;
    }

    public Task ClearAsync(string alertId, string rule, string detail) => grains.GetGrain<IAlertGrain>(alertId).ClearAsync(rule, detail);

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
