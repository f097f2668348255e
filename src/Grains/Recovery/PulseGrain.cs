namespace FleetActors.Recovery;

[StatelessWorker(1)]
internal sealed class PulseGrain : Grain, IPulseGrain
{
    public Task BeatAsync() => Task.CompletedTask;
}
