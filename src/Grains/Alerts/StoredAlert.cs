using System.Collections.Immutable;
using System.Text.Json;

namespace FleetActors.Alerts;

/// <summary>What is read of a stored alert.</summary>
/// <param name="Occurrences">Null when it was reported once.</param>
/// <param name="UpdatedAt">Null when nothing happened after the last entry.</param>
internal sealed record StoredAlert(ImmutableArray<StoredEntry> Timeline, Occurrences? Occurrences, DateTimeOffset? UpdatedAt)
{
    /// <exception cref="JsonException">It is not the state of an alert.</exception>
    public AlertState ToState()
    {
        if (Timeline.IsDefaultOrEmpty)
        {
            throw new JsonException("A stored alert without a timeline.");
        }

        var state = AlertEvolver.Replay(Entries());
        return state with { Occurrences = Occurrences ?? state.Occurrences, UpdatedAt = UpdatedAt ?? state.UpdatedAt };
    }

    private IEnumerable<TimelineEntry> Entries()
    {
        var at = default(DateTimeOffset);
        for (var i = 0; i < Timeline.Length; i++)
        {
            var entry = Timeline[i];
            at = entry.At ?? at;
            yield return new TimelineEntry(i + 1, at, entry.Actor, entry.Event, entry.Cause);
        }
    }
}

/// <summary>An entry of a stored timeline.</summary>
/// <param name="At">Null when it is that of the entry before.</param>
internal sealed record StoredEntry(DateTimeOffset? At, string Actor, AlertEvent Event, string? Cause);
