using System.Collections.Immutable;

namespace FleetActors.Fleets;

/// <summary>One fleet's profile. Reach it through <see cref="FleetGrainFactoryExtensions.GetFleet"/>.</summary>
[Alias("fleet.fleet")]
public interface IFleetGrain : IGrainWithStringKey
{
    /// <summary>The profile in force: the one put, for the fleet <see cref="FleetId.Default"/> else the built-in one, for any other fleet none.</summary>
    [Alias("Get")]
    Task<FleetProfileVersion> GetAsync();

    /// <summary>
    /// Stores a profile; returns everything wrong with it, and then stores nothing. Devices follow it from their next reading or due time:
    /// at once in the process where the fleet lives, within about two seconds elsewhere. Safe to repeat.
    /// </summary>
    [Alias("Put")]
    Task<ImmutableArray<ProfileError>> PutAsync(FleetProfile profile);

    /// <summary>Removes the stored profile; false when there was none. Devices stay, with their own rules only.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();
}

/// <summary>A profile and how often it was changed.</summary>
/// <param name="Profile">Null when the fleet has none.</param>
/// <param name="Revision">Grows with every change, deletion included; 0 when never changed.</param>
[GenerateSerializer, Immutable, Alias("fleet.profile-version")]
public sealed record FleetProfileVersion([property: Id(0)] FleetProfile? Profile, [property: Id(1)] long Revision);
