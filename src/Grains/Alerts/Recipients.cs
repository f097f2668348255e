using System.Collections.Immutable;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>The people behind a step's targets.</summary>
/// <param name="Everyone">In the step's order.</param>
/// <param name="Missing">Targets that lead to nobody.</param>
internal sealed record Recipients(ImmutableArray<RosterEntry> Everyone, ImmutableArray<string> Missing)
{
    public static Recipients Of(PageBook book, PolicyStep step)
    {
        var found = ImmutableArray.CreateBuilder<RosterEntry>();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var target in step.Targets)
        {
            if (book.Roster.Find(target) is { Numbers.IsDefaultOrEmpty: false } entry)
            {
                found.Add(entry);
            }
            else
            {
                missing.Add(target);
            }
        }

        return new Recipients(found.ToImmutable(), missing.ToImmutable());
    }

    /// <summary>Every number of every person, in order: whom to call one after another. A number appears once.</summary>
    public ImmutableArray<Recipient> CallList =>
        [.. Everyone.SelectMany(entry => entry.Numbers, (entry, number) => new Recipient(entry.Target, entry.Name, number)).DistinctBy(one => one.Number)];

    /// <summary>One number of each person; a later round tries a person's next number. A number appears once.</summary>
    public ImmutableArray<Recipient> First(int round) =>
    [
        .. Everyone
            .Select(entry => new Recipient(entry.Target, entry.Name, entry.Numbers[(Math.Max(1, round) - 1) % entry.Numbers.Length]))
            .DistinctBy(one => one.Number),
    ];
}
