namespace FleetActors.OnCall;

/// <summary>A stored contact; null when none was stored under the id.</summary>
[GenerateSerializer, Immutable, Alias("fleet.contact.state")]
internal sealed record ContactState
{
    [Id(0)]
    public Contact? Contact { get; init; }
}
