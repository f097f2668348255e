namespace FleetActors.FleetSim.Demo;

/// <summary>How fast the story goes.</summary>
/// <param name="AckTimeout">How long the engineer has before the dispatcher is paged.</param>
/// <param name="Pause">Between two readings, so that a person can follow.</param>
internal sealed record DemoPace(TimeSpan AckTimeout, TimeSpan Pause, TimeProvider Clock)
{
    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Pause, Clock, cancellationToken);
}
