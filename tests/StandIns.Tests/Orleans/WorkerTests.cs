namespace FleetActors.StandIns.Grains;

[Collection(GrainClusterCollection.Name)]
public sealed class WorkerTests(GrainCluster cluster)
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task StatelessWorker_RunsUpToItsLimitSideBySide_AndQueuesTheRest()
    {
        var grain = cluster.Grains.GetGrain<IWorkerGrain>(1);
        var first = grain.Work(Name("first"));
        var second = grain.Work(Name("second"));
        await Signals.Await(Name("first runs"));
        await Signals.Await(Name("second runs"));
        var third = grain.Work(Name("third"));
        var other = cluster.Grains.GetGrain<IWorkerGrain>(2).Work(Name("other"));
        await Signals.Await(Name("other runs"));
        Signals.IsSet(Name("third runs")).ShouldBeFalse();

        // Which of the two the third waits for is not defined.
        Signals.Set(Name("first may end"));
        Signals.Set(Name("second may end"));

        await Signals.Await(Name("third runs"));
        Signals.Set(Name("third may end"));
        Signals.Set(Name("other may end"));

        var workers = await Signals.Within(Task.WhenAll(first, second, third), "all workers");
        workers.Distinct().Count().ShouldBe(2);
        (await other).ShouldNotBeOneOf(workers);
    }

    [Fact]
    public async Task StatelessWorker_ManyCalls_AllEnd()
    {
        var grain = cluster.Grains.GetGrain<IWorkerGrain>(3);
        Signals.Set(Name("load may end"));

        var workers = await Signals.Within(Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => grain.Work(Name("load"))))), "the load");

        workers.Distinct().Count().ShouldBeInRange(1, 2);
    }

    private string Name(string part) => $"{_test} {part}";
}
