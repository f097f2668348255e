namespace FleetActors.Alerts;

/// <summary>The alert's conference. It cannot exist empty: it is made from a leg, and only one leg may be making it.</summary>
/// <param name="Id">The provider's id while it is live; null otherwise.</param>
/// <param name="Creator">The attempt it is being made from; null when none is.</param>
/// <param name="Number">How many were asked for, part of the name: a finished conference's name may still be taken.</param>
/// <param name="Failures">How often making it failed since it last worked.</param>
[GenerateSerializer, Immutable, Alias("fleet.alert.room")]
internal sealed record ConferenceRoom(
    [property: Id(0)] string? Id,
    [property: Id(1)] string? Creator,
    [property: Id(2)] int Number,
    [property: Id(3)] int Failures)
{
    /// <summary>Nobody asked for one.</summary>
    public static ConferenceRoom None { get; } = new(null, null, 0, 0);
}
