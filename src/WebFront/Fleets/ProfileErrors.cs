using System.Collections.Immutable;
using FleetActors.OnCall;

namespace FleetActors.Fleets;

/// <summary>Errors of profiles in the form that problems are made from.</summary>
internal static class ProfileErrors
{
    public static ImmutableArray<OnCallError> Of(ImmutableArray<ProfileError> errors) =>
        [.. errors.Select(error => new OnCallError(error.Path, error.Text))];
}
