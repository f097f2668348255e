using FleetActors.Calls;
using FleetActors.Cluster;

namespace FleetActors.Dispatch;

public sealed class DispatchQueueGrainTests
{
    private static QueueTicket Ticket(string id) => new(
        id, "\u2022567", ServiceCategory.Ems, [ServiceCategory.Ems], [], RiskLevel.High, 0.6, 600, "Somebody is hurt.", new(2026, 1, 5, 7, 59, 0, TimeSpan.Zero));

    [Fact]
    public async Task Claim_ByManyAtOnce_HasOneWinner_AlsoAfterARestart()
    {
        var world = new World();
        var cluster = await FleetCluster.StartAsync(world);
        var queue = cluster.Grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);
        await queue.AddAsync(Ticket("call-1"));
        await queue.AddAsync(Ticket("call-1"));
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => queue.ClaimAsync("call-1", $"dispatcher-{n}")));
        results.Count(result => result.Outcome == CallActionOutcome.Done).ShouldBe(1);
        var winner = (await queue.FindAsync("call-1"))!.Claimed!.By;
        await cluster.DisposeAsync();

        await using var again = await FleetCluster.StartAsync(world);
        queue = again.Grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);

        (await queue.ListAsync(false)).ShouldHaveSingleItem().Claimed!.By.ShouldBe(winner);
        (await queue.ClaimAsync("call-1", "late")).Outcome.ShouldBe(CallActionOutcome.Refused);
    }

    [Fact]
    public async Task Claim_CannotBeStored_IsNotDone()
    {
        await using var cluster = await FleetCluster.StartAsync();
        var queue = cluster.Grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);
        await queue.AddAsync(Ticket("call-1"));
        cluster.World.Store.FailNextWrites(1);

        await Should.ThrowAsync<Exception>(() => queue.ClaimAsync("call-1", "ada"));

        (await queue.FindAsync("call-1"))!.Claimed.ShouldBeNull();
        (await queue.ClaimAsync("call-1", "bob")).ShouldBe(CallActionResult.Done);
    }
}
