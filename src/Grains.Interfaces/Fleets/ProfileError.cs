namespace FleetActors.Fleets;

/// <summary>Something wrong with a profile.</summary>
/// <param name="Path">Where, as in the JSON: <c>rules[2].clear</c>.</param>
/// <param name="Text">What; reads on from the path: <c>must be at most limit</c>.</param>
[GenerateSerializer, Immutable, Alias("fleet.profile-error")]
public sealed record ProfileError([property: Id(0)] string Path, [property: Id(1)] string Text);
