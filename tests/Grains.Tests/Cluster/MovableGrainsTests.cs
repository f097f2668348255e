using System.Reflection;
using FleetActors.Devices;
using Orleans.Placement;

namespace FleetActors.Cluster;

public sealed class MovableGrainsTests
{
    [Fact]
    public void Grains_ThatMayBeMovedWhileTheyLive_AreDevicesAlone() =>
        typeof(DeviceGrain).Assembly.GetTypes()
            .Where(static type => typeof(Grain).IsAssignableFrom(type) && !type.IsAbstract && type.GetCustomAttribute<StatelessWorkerAttribute>() is null)
            .Where(static type => type.GetCustomAttribute<ImmovableAttribute>() is not { Kind: ImmovableKind.Rebalancer or ImmovableKind.Any })
            .ShouldBe([typeof(DeviceGrain)], "what moves loses what this release does not know of its state, unless it reads that again");
}
