using System.Collections.Immutable;
using FleetActors.Time;
using Microsoft.Extensions.Logging;

namespace FleetActors.OnCall;

/// <summary>The process's copies of policies and contacts; the grains of this process keep it current.</summary>
internal sealed class OnCallCache(IGrainFactory grains, GrainClock clock, ILogger<OnCallCache> logger) : IOnCallLookup
{
    private readonly CopyCache<EscalationPolicy> _policies = new(id => grains.GetPolicy(id).GetAsync(), clock.Provider, logger);
    private readonly CopyCache<Contact> _contacts = new(id => grains.GetContact(id).GetAsync(), clock.Provider, logger);

    public ValueTask<EscalationPolicy?> PolicyAsync(string id) => _policies.GetAsync(id);

    public ValueTask<Contact?> ContactAsync(string id) => _contacts.GetAsync(id);

    public async ValueTask<Roster> ResolveAsync(EscalationPolicy policy)
    {
        var entries = ImmutableArray.CreateBuilder<RosterEntry>();
        foreach (var step in policy.Steps)
        {
            foreach (var target in step.Targets)
            {
                if (!Contains(entries, target) && await ResolveAsync(target) is { } entry)
                {
                    entries.Add(entry);
                }
            }
        }

        return entries.Count == 0 ? Roster.Empty : new Roster(entries.ToImmutable());
    }

    /// <summary>A grain of this process has the policy now (null: none).</summary>
    public void Remember(string id, EscalationPolicy? policy) => _policies.Remember(id, policy);

    /// <summary>A grain of this process has the contact now (null: none).</summary>
    public void Remember(string id, Contact? contact) => _contacts.Remember(id, contact);

    private async ValueTask<RosterEntry?> ResolveAsync(string target)
    {
        if (E164.IsWellFormed(target))
        {
            return new RosterEntry(target, E164.Mask(target), [target]);
        }

        return await ContactAsync(target) is { } contact ? new RosterEntry(target, contact.Name, contact.Numbers) : null;
    }

    private static bool Contains(ImmutableArray<RosterEntry>.Builder entries, string target)
    {
        foreach (var entry in entries)
        {
            if (string.Equals(entry.Target, target, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
