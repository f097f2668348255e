namespace FleetActors.Fleets;

/// <summary>From fleet ids to grains.</summary>
public static class FleetGrainFactoryExtensions
{
    // For the same reason as a device's prefix: a key of hex digits alone would be stored as a number. Part of the data format.
    private const string KeyPrefix = "fleet/";

    /// <summary>The fleet's grain.</summary>
    /// <exception cref="ArgumentException">The text is not a fleet id.</exception>
    public static IFleetGrain GetFleet(this IGrainFactory grains, string fleetId)
    {
        if (!FleetId.IsWellFormed(fleetId))
        {
            throw new ArgumentException($"A fleet id {FleetId.Rule}.", nameof(fleetId));
        }

        return grains.GetGrain<IFleetGrain>(KeyPrefix + fleetId);
    }

    /// <summary>The fleet id in a grain's key.</summary>
    /// <exception cref="ArgumentException">The key was not made by <see cref="GetFleet"/>.</exception>
    public static string FleetIdOf(string grainKey) =>
        grainKey.StartsWith(KeyPrefix, StringComparison.Ordinal) && FleetId.IsWellFormed(grainKey.AsSpan(KeyPrefix.Length))
            ? grainKey[KeyPrefix.Length..]
            : throw new ArgumentException($"'{grainKey}' is not a fleet's grain key. Use {nameof(GetFleet)} to reach a fleet.", nameof(grainKey));
}
