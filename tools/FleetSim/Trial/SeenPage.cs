namespace FleetActors.FleetSim.Trial;

/// <summary>A page that reached the provider and was carried out.</summary>
/// <param name="About">The report's key or the alert's id.</param>
/// <param name="At">When it came.</param>
internal sealed record SeenPage(PageKind Kind, string To, string About, DateTimeOffset At);

/// <summary>An alert as the server lists it in the end.</summary>
/// <param name="Key">Its dedup key.</param>
/// <param name="AcknowledgedAt">Null when nobody has.</param>
internal sealed record ListedAlert(string Key, string Id, DateTimeOffset OpenedAt, DateTimeOffset? AcknowledgedAt);

/// <summary>A silo, or the database, was struck.</summary>
/// <param name="Until">When it began to come back: at once for a silo that was killed, its end for a pause.</param>
/// <param name="IsHalt">Nothing could be stored until then, so no page could leave: that time does not count as delay.</param>
internal sealed record Strike(string Member, DateTimeOffset At, DateTimeOffset Until, bool IsHalt = false);
