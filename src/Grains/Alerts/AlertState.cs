using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FleetActors.OnCall;
using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>
/// Everything an alert is: the fold of its <see cref="Timeline"/> (<see cref="AlertEvolver"/>), plus the count of repeats.
/// Stored with every change, each fact once (<see cref="AlertStateConverter"/>).
/// </summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.state")]
internal sealed record AlertState : IKeepsUnknown
{
    /// <summary>Empty until the alert is opened.</summary>
    [Id(0)] public string AlertId { get; init; } = "";

    [Id(1)] public AlertStatus Status { get; init; }

    /// <summary>The report that opened it.</summary>
    [Id(2)] public RaiseAlert? Report { get; init; }

    [Id(3)] public Classification Classification { get; init; } = Classification.None;

    /// <summary>Snapshot; a later change of the policy does not touch this alert.</summary>
    [Id(4)] public EscalationPolicy? Policy { get; init; }

    [Id(5)] public EscalationPosition Escalation { get; init; } = EscalationPosition.NotStarted;

    [Id(6)] public DateTimeOffset CreatedAt { get; init; }

    [Id(7)] public DateTimeOffset UpdatedAt { get; init; }

    [Id(8)] public Occurrences Occurrences { get; init; } = Occurrences.None;

    [Id(9)] public AnsweredFor? Acknowledged { get; init; }

    [Id(10)] public AnsweredFor? Resolved { get; init; }

    [Id(11)] public DateTimeOffset? SnoozedUntil { get; init; }

    [Id(12)] public string? SuppressedBecause { get; init; }

    [Id(13)] public ImmutableArray<Attempt> Attempts { get; init; } = [];

    [Id(14)] public ConferenceRoom Conference { get; init; } = ConferenceRoom.None;

    /// <summary>What must still be done outside. A crash repeats it under the same identity.</summary>
    [Id(15)] public ImmutableArray<OwedEffect> Owed { get; init; } = [];

    [Id(16)] public ImmutableArray<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>Ids of the emergency calls that belong to it, oldest first.</summary>
    [Id(17)] public ImmutableArray<string> Calls { get; init; } = [];

    /// <summary>What the index tables need, written with the state and never read back.</summary>
    [JsonIgnore]
    internal AlertIndexRow Index => AlertIndexRow.From(this);

    /// <summary>True once opened.</summary>
    [JsonIgnore]
    public bool Exists => AlertId.Length > 0;

    /// <summary>True while the policy may page: nobody answered, not over, not paused.</summary>
    [JsonIgnore]
    public bool MayPage => Status is AlertStatus.Open or AlertStatus.Paging or AlertStatus.Exhausted;

    /// <summary>The attempt, or null.</summary>
    public Attempt? FindAttempt(string? attemptId)
    {
        foreach (var attempt in Attempts)
        {
            if (attempt.Id == attemptId)
            {
                return attempt;
            }
        }

        return null;
    }

    /// <summary>The effect, or null when it is not owed (any more).</summary>
    public OwedEffect? FindOwed(string effectId)
    {
        foreach (var effect in Owed)
        {
            if (effect.Id == effectId)
            {
                return effect;
            }
        }

        return null;
    }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>How often the trouble was reported, and when last.</summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.occurrences")]
internal sealed record Occurrences([property: Id(0)] long Count, [property: Id(1)] DateTimeOffset LastAt, [property: Id(2)] string? LastSensorJson) : IKeepsUnknown
{
    /// <summary>Before the first report.</summary>
    public static Occurrences None { get; } = new(0, default, null);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>One event in its place.</summary>
/// <param name="Cause">Id of the provider's webhook that caused it; how a repeated webhook is known.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.timeline")]
internal sealed record TimelineEntry(
    [property: Id(0)] int Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Actor,
    [property: Id(3)] AlertEvent Event,
    [property: Id(4)] string? Cause) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
