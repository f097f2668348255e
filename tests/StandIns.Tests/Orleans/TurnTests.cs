namespace FleetActors.StandIns.Grains;

[Collection(GrainClusterCollection.Name)]
public sealed class TurnTests(GrainCluster cluster)
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Call_WhileAnotherAwaits_WaitsForItsEnd()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>(_test);
        var first = grain.Step(Name("first"));
        await Signals.Await(Name("first runs"));
        var second = grain.Step(Name("second"));
        var other = cluster.Grains.GetGrain<ITurnGrain>(_test + "-other").Step(Name("other"));
        await Signals.Await(Name("other runs"));

        Signals.IsSet(Name("second runs")).ShouldBeFalse();

        Signals.Set(Name("first may end"));
        await Signals.Await(Name("second runs"));
        Signals.IsSet(Name("first has ended")).ShouldBeTrue();
        await End(("first", first), ("second", second), ("other", other));
    }

    [Fact]
    public async Task Call_ToReentrantClass_RunsBesideAnother()
    {
        var grain = cluster.Grains.GetGrain<IReentrantTurnGrain>(_test);
        var first = grain.Step(Name("first"));
        await Signals.Await(Name("first runs"));
        var second = grain.Step(Name("second"));
        await Signals.Await(Name("second runs"));

        Signals.IsSet(Name("first has ended")).ShouldBeFalse();

        await End(("first", first), ("second", second));
    }

    [Fact]
    public async Task AlwaysInterleaveCall_WhileAnotherAwaits_Runs()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>(_test);
        var first = grain.Step(Name("first"));
        await Signals.Await(Name("first runs"));
        var second = grain.InterleavingStep(Name("second"));
        await Signals.Await(Name("second runs"));

        Signals.IsSet(Name("first has ended")).ShouldBeFalse();

        await End(("first", first), ("second", second));
    }

    [Fact]
    public async Task Call_WhileOnlyInterleavingOnesAwait_Runs()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>(_test);
        var first = grain.InterleavingStep(Name("first"));
        await Signals.Await(Name("first runs"));
        var second = grain.Step(Name("second"));
        await Signals.Await(Name("second runs"));
        await End(("first", first), ("second", second));
    }

    [Fact]
    public async Task ReadOnlyCalls_RunBesideEachOther_NotBesideWrites()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>(_test);
        var read = grain.ReadingStep(Name("first"));
        await Signals.Await(Name("first runs"));
        var write = grain.Step(Name("write"));
        var secondRead = grain.ReadingStep(Name("second"));
        await Signals.Await(Name("second runs"));

        Signals.IsSet(Name("write runs")).ShouldBeFalse();

        await End(("first", read), ("second", secondRead));
        await Signals.Await(Name("write runs"));
        var thirdRead = grain.ReadingStep(Name("third"));
        var other = cluster.Grains.GetGrain<ITurnGrain>(_test + "-other").Step(Name("other"));
        await Signals.Await(Name("other runs"));
        Signals.IsSet(Name("third runs")).ShouldBeFalse();
        await End(("write", write), ("third", thirdRead), ("other", other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Turns_UnderLoad_UseOneThreadAtATime(bool reentrant)
    {
        var grain = reentrant ? cluster.Grains.GetGrain<IReentrantTurnGrain>(_test) : cluster.Grains.GetGrain<ITurnGrain>(_test);

        var most = await Signals.Within(Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => grain.Crowd(100)))), "the crowd");

        most.ShouldAllBe(count => count == 1);
    }

    private string Name(string step) => $"{_test} {step}";

    private async Task End(params (string Step, Task Call)[] calls)
    {
        foreach (var (step, _) in calls)
        {
            Signals.Set(Name($"{step} may end"));
        }

        await Signals.Within(Task.WhenAll(calls.Select(call => call.Call)), "all calls");
    }
}
