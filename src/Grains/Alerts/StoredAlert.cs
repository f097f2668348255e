using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>What is read of a stored alert.</summary>
/// <param name="Occurrences">Null when it was reported once.</param>
/// <param name="UpdatedAt">Null when nothing happened after the last entry.</param>
internal sealed record StoredAlert(ImmutableArray<StoredEntry> Timeline, Occurrences? Occurrences, DateTimeOffset? UpdatedAt) : IKeepsUnknown
{
    // What an alert was stored with before its timeline alone was. The timeline says it too.
    private static readonly FrozenSet<string> Told = FrozenSet.ToFrozenSet(
    [
        "alert_id", "status", "report", "classification", "policy", "escalation", "created_at", "acknowledged", "resolved", "snoozed_until",
        "suppressed_because", "attempts", "conference", "owed",
    ]);

    /// <summary>Known, and not read: it is made anew with every write.</summary>
    [JsonIgnore]
    public AlertIndexRow? Index { get; init; }

    /// <exception cref="JsonException">It is not the state of an alert.</exception>
    public AlertState ToState()
    {
        if (Timeline.IsDefaultOrEmpty)
        {
            throw new JsonException("A stored alert without a timeline.");
        }

        var state = AlertEvolver.Replay(Entries());
        if (!state.Exists)
        {
            throw new JsonException("A stored alert whose timeline does not open it.");
        }

        state = state with { Occurrences = Occurrences ?? state.Occurrences, UpdatedAt = UpdatedAt ?? state.UpdatedAt };
        ((IKeepsUnknown)state).Unknown = ((IKeepsUnknown)this).Unknown?.Without(Told);
        return state;
    }

    private IEnumerable<TimelineEntry> Entries()
    {
        var at = default(DateTimeOffset);
        for (var i = 0; i < Timeline.Length; i++)
        {
            var entry = Timeline[i];
            at = entry.At ?? at;
            var read = new TimelineEntry(i + 1, at, entry.Actor, entry.Event, entry.Cause);
            ((IKeepsUnknown)read).Unknown = ((IKeepsUnknown)entry).Unknown;
            yield return read;
        }
    }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>An entry of a stored timeline.</summary>
/// <param name="At">Null when it is that of the entry before.</param>
internal sealed record StoredEntry(
    DateTimeOffset? At,
    string Actor,
    [property: JsonConverter(typeof(AlertEventReader))] AlertEvent Event,
    string? Cause) : IKeepsUnknown
{
    /// <summary>Known, and not read: its place in the timeline says it. Was stored before the timeline alone was.</summary>
    [JsonIgnore]
    public int Sequence { get; init; }

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
