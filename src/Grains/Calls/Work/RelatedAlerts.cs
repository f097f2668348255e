using System.Collections.Immutable;
using FleetActors.Alerts;
using FleetActors.Directory;
using FleetActors.OnCall;
using FleetActors.Time;

namespace FleetActors.Calls;

/// <summary>
/// Links a call with the open alerts of whoever the number belongs to: a device, a contact who is paged, a fleet. Whoever calls about an alert is seen with it.
/// </summary>
internal sealed class RelatedAlerts(IPhoneIndex phones, IAlertIndex index, IOnCallLookup onCall, IGrainFactory grains, GrainClock clock) : IRelatedAlerts
{
    private static readonly string[] BuiltIn = [OnCallIds.OnCall, OnCallIds.Dispatcher];

    public async Task<ImmutableArray<RelatedAlert>> FindAsync(RelatedSearch search, ImmutableArray<RelatedAlert> known, CancellationToken cancellationToken)
    {
        var room = Relations.Most - known.Length;
        if (room <= 0 || !E164.IsWellFormed(search.Number))
        {
            return [];
        }

        var ways = await WaysAsync(search, cancellationToken);
        var open = await index.OpenOfAsync([.. ways.Select(static way => way.Owner)], Relations.Most + 1, cancellationToken);
        var found = ImmutableArray.CreateBuilder<RelatedAlert>();
        foreach (var (alertId, because) in Nearest.Of(ways, open).Where(one => !known.Any(alert => alert.AlertId == one.AlertId)))
        {
            if (await grains.GetGrain<IAlertGrain>(alertId).GetAsync() is { Status: not (AlertStatus.Resolved or AlertStatus.Suppressed) } alert)
            {
                found.Add(new RelatedAlert(alert.AlertId, alert.Severity, alert.DeviceId, alert.Briefing, because));
            }

            if (found.Count > room)
            {
                break;
            }
        }

        return found.ToImmutable();
    }

    public Task TellAsync(RelatedAlert alert, string callId, string fromMasked, CancellationToken cancellationToken) =>
        grains.GetGrain<IAlertGrain>(alert.AlertId).LinkCallAsync(new CallLink(callId, fromMasked, alert.Because));

    /// <summary>Nearest first: the device itself, then people who are paged, then the fleet. An owner that is found twice keeps the nearer reason.</summary>
    private async Task<IReadOnlyList<RelatedWay>> WaysAsync(RelatedSearch search, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        if (search.WaysAt(now) is { } kept)
        {
            return kept;
        }

        var owners = await phones.FindAsync(search.Number, cancellationToken);
        var contacts = await ContactsAsync(search.Number, owners.Contacts);
        RelatedWay[] ways =
        [
            .. owners.Devices.Select(static device => new RelatedWay(new(AlertOwnerKind.Device, device), $"the number of device {device}")),
            .. contacts.SelectMany(static contact => contact.Numbers
                .Select(number => new RelatedWay(new(AlertOwnerKind.Number, number), $"{contact.Name} is paged for it"))),
            new RelatedWay(new(AlertOwnerKind.Number, search.Number), "this number is paged for it"),
            .. owners.Fleets.Select(static fleet => new RelatedWay(new(AlertOwnerKind.Fleet, fleet), $"the number of fleet {fleet}")),
        ];
        ways = [.. ways.DistinctBy(static way => way.Owner)];
        if (!owners.HasMore)
        {
            search.Keep(ways, now);
        }

        return ways;
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

/// <summary>Puts together what was found in several ways.</summary>
internal static class Nearest
{
    /// <summary>Most severe first, among equals by the order of the ways, then newest first. Each alert once, for its first reason.</summary>
    public static IEnumerable<(string AlertId, string Because)> Of(IReadOnlyList<RelatedWay> ways, IReadOnlyList<OwnedAlert> found)
    {
        var places = ways.Index().ToDictionary(static way => way.Item.Owner, static way => way.Index);
        return found
            .OrderBy(alert => places[alert.Owner])
            .DistinctBy(static alert => alert.AlertId)
            .OrderByDescending(static alert => alert.Severity)
            .ThenBy(alert => places[alert.Owner])
            .ThenByDescending(static alert => alert.AlertId, StringComparer.Ordinal)
            .Select(alert => (alert.AlertId, ways[places[alert.Owner]].Because));
    }
}
