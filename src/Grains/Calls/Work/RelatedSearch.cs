using FleetActors.Directory;

namespace FleetActors.Calls;

/// <summary>
/// What one call keeps in mind between its looks for related alerts: whose the number is. Alerts open and page all the time, numbers hardly ever change hands.
/// Lost with the call's activation, which costs one full look.
/// </summary>
internal sealed class RelatedSearch(string number)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private IReadOnlyList<RelatedWay>? _ways;
    private DateTimeOffset _askedAt;

    public string Number { get; } = number;

    /// <summary>What is kept and may be used, or null.</summary>
    public IReadOnlyList<RelatedWay>? WaysAt(DateTimeOffset now) => now - _askedAt < KeptFor ? _ways : null;

    public void Keep(IReadOnlyList<RelatedWay> ways, DateTimeOffset askedAt) => (_ways, _askedAt) = (ways, askedAt);

    /// <summary>The next look asks for everything.</summary>
    public void Forget() => _ways = null;
}

/// <summary>Whose alerts a call may be about, and why.</summary>
internal sealed record RelatedWay(AlertOwner Owner, string Because);
