using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>Whom the targets of a policy stood for at one moment.</summary>
/// <param name="Entries">One for each distinct target that leads to somebody, in order of first mention.</param>
[GenerateSerializer, Immutable, Alias("fleet.roster")]
public sealed record Roster([property: Id(0)] ImmutableArray<RosterEntry> Entries)
{
    /// <summary>Nobody.</summary>
    public static Roster Empty { get; } = new(ImmutableArray<RosterEntry>.Empty);

    /// <summary>The target's entry, or null when it leads to nobody.</summary>
    public RosterEntry? Find(string target)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Target, target, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}

/// <summary>One target and whom it stood for.</summary>
/// <param name="Target">As the policy names it: a contact id or an E.164 number.</param>
/// <param name="Name">The contact's name; for a bare number the number masked to its last three digits.</param>
/// <param name="Numbers">E.164 numbers in the order in which they are tried; at least one.</param>
[GenerateSerializer, Immutable, Alias("fleet.roster.entry")]
public sealed record RosterEntry(
    [property: Id(0)] string Target,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableArray<string> Numbers);
