using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.OnCall;

/// <summary>What a phone number remembers across restarts. Its reply codes are not among it: the alerts that carry them keep them.</summary>
[GenerateSerializer, Immutable, Alias("fleet.phone.state")]
internal sealed record PhoneState : IKeepsUnknown
{
    /// <summary>How many webhook ids are remembered.</summary>
    public const int MaxRecentEvents = 64;

    /// <summary>The number asked for no more texts.</summary>
    [Id(0)]
    public bool OptedOut { get; init; }

    /// <summary>When it last said STOP or START; null when it never did.</summary>
    [Id(1)]
    public DateTimeOffset? OptOutChangedAt { get; init; }

    /// <summary>When the last help text left; null when none did.</summary>
    [Id(2)]
    public DateTimeOffset? LastHelpAt { get; init; }

    /// <summary>Ids of the last webhooks that changed something, oldest first.</summary>
    [Id(3)]
    public ImmutableArray<string> RecentEvents { get; init; } = [];

    /// <summary>Whether the webhook is among them.</summary>
    public bool HasSeen(string eventId) => !RecentEvents.IsDefault && RecentEvents.Contains(eventId);

    /// <summary>The same, with one more webhook remembered.</summary>
    public PhoneState Seen(string eventId)
    {
        var events = RecentEvents.IsDefault ? [] : RecentEvents;
        return this with { RecentEvents = (events.Length < MaxRecentEvents ? events : events.RemoveAt(0)).Add(eventId) };
    }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
