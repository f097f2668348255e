using System.Collections.Immutable;
using FleetActors.Alerts;
using FleetActors.Directory;
using FleetActors.OnCall;

namespace FleetActors.Calls;

/// <summary>
/// Links a call with the open alerts of whoever the number belongs to: a device, a contact who is paged, a fleet. Whoever calls about an alert is seen with it.
/// </summary>
internal sealed class RelatedAlerts(IPhoneIndex phones, IAlertIndex index, IOnCallLookup onCall, IGrainFactory grains) : IRelatedAlerts
{
    private static readonly string[] BuiltIn = [OnCallIds.OnCall, OnCallIds.Dispatcher];

    public async Task<ImmutableArray<RelatedAlert>> FindAsync(string number, CancellationToken cancellationToken)
    {
        if (!E164.IsWellFormed(number))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<RelatedAlert>();
        foreach (var (alertId, because) in Nearest.Of(await AskAllAsync(number, cancellationToken)))
        {
            if (found.Count < Relations.Most
                && await grains.GetGrain<IAlertGrain>(alertId).GetAsync() is { Status: not (AlertStatus.Resolved or AlertStatus.Suppressed) } alert)
            {
                found.Add(new RelatedAlert(alert.AlertId, alert.Severity, alert.DeviceId, alert.Briefing, because));
            }
        }

        return found.ToImmutable();
    }

    public Task TellAsync(RelatedAlert alert, string callId, string fromMasked, CancellationToken cancellationToken) =>
        grains.GetGrain<IAlertGrain>(alert.AlertId).LinkCallAsync(new CallLink(callId, fromMasked, alert.Because));

    /// <summary>Nearest first: the device itself, then people who are paged, then the fleet.</summary>
    private async Task<List<AlertsFound>> AskAllAsync(string number, CancellationToken cancellationToken)
    {
        var owners = await phones.FindAsync(number, cancellationToken);
        var found = new List<AlertsFound>();
        foreach (var device in owners.Devices)
        {
            found.Add(new AlertsFound($"the number of device {device}", await index.OpenOfDeviceAsync(device, Relations.Most, cancellationToken)));
        }

        foreach (var contact in await ContactsAsync(number, owners.Contacts))
        {
            var paged = await index.OpenPagingAsync(contact.Numbers, Relations.Most, cancellationToken);
            found.Add(new AlertsFound($"{contact.Name} is paged for it", paged));
        }

        found.Add(new AlertsFound("this number is paged for it", await index.OpenPagingAsync([number], Relations.Most, cancellationToken)));
        foreach (var fleet in owners.Fleets)
        {
            found.Add(new AlertsFound($"the number of fleet {fleet}", await index.OpenOfFleetAsync(fleet, Relations.Most, cancellationToken)));
        }

        return found;
    }

    /// <summary>Stored contacts are in the index; those that only the settings name are not.</summary>
    private async Task<List<Contact>> ContactsAsync(string number, IReadOnlyList<string> stored)
    {
        var contacts = new List<Contact>();
        foreach (var id in stored.Union(BuiltIn, StringComparer.Ordinal))
        {
            if (await onCall.ContactAsync(id) is { } contact && contact.Numbers.Contains(number))
            {
                contacts.Add(contact);
            }
        }

        return contacts;
    }
}

/// <summary>Open alerts found in one way.</summary>
internal sealed record AlertsFound(string Because, IReadOnlyList<OpenAlert> Alerts);

/// <summary>Puts together what was found in several ways.</summary>
internal static class Nearest
{
    /// <summary>Most severe first, among equals by the order of the ways, then newest first. Each alert once, for its first reason.</summary>
    public static IReadOnlyList<(string AlertId, string Because)> Of(IReadOnlyList<AlertsFound> found) =>
    [
        .. found
            .SelectMany(static (way, place) => way.Alerts.Select(alert => (alert.AlertId, alert.Severity, way.Because, Place: place)))
            .DistinctBy(static one => one.AlertId)
            .OrderByDescending(static one => one.Severity)
            .ThenBy(static one => one.Place)
            .ThenByDescending(static one => one.AlertId, StringComparer.Ordinal)
            .Select(static one => (one.AlertId, one.Because)),
    ];
}
