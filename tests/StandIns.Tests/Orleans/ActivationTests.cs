namespace FleetActors.StandIns.Grains;

[Collection(GrainClusterCollection.Name)]
public sealed class ActivationTests(GrainCluster cluster)
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task ConcurrentFirstCalls_ReachOneActivation_AfterOnActivate()
    {
        var grain = Grain("slow");
        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(grain.Instance)).ToList();
        await Signals.Await($"{Key("slow")} activates");
        Signals.Set($"{Key("slow")} may live");

        var instances = await Signals.Within(Task.WhenAll(calls), "all first calls");

        instances.Distinct().Count().ShouldBe(1);
        (await grain.CallsBeforeActivation()).ShouldBe(0);
        Signals.LogOf(Key("slow")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task OnActivate_Throwing_FailsTheCalls_AndTheNextCallTriesAgain()
    {
        var grain = Grain("failing");

        var exception = await Should.ThrowAsync<RefusedActivationException>(() => Signals.Within(grain.Instance(), "the refusal"));

        exception.Message.ShouldBe($"{Key("failing")} may not live yet");
        Signals.Set($"{Key("failing")} may live");
        (await Signals.Within(grain.Instance(), "the second try")).ShouldNotBeEmpty();
        Signals.LogOf(Key("failing"))[0].ShouldBe("refused");
        Signals.LogOf(Key("failing"))[^1].ShouldStartWith("activated");
    }

    [Fact]
    public async Task DeactivateOnIdle_EndsActivation_NextCallMakesAnother()
    {
        var grain = Grain("ending");
        var first = await grain.Instance();
        await grain.End();

        var second = await grain.Instance();

        second.ShouldNotBe(first);
        Signals.LogOf(Key("ending")).ShouldBe(
            [$"activated {first}", $"deactivated {first} {DeactivationReasonCode.ApplicationRequested}", $"activated {second}"]);
    }

    [Fact]
    public async Task DeactivateOnIdle_LetsTheTurnEndFirst()
    {
        var grain = Grain("ending");
        await grain.Instance();
        var waiting = grain.EndAndWait(Key("turn"));
        await Signals.Await($"{Key("turn")} asked");
        var next = grain.Instance();
        Signals.Set(Key("turn"));

        await Signals.Within(waiting, "the turn");
        await Signals.Within(next, "the next activation");

        Signals.LogOf(Key("ending")).Select(entry => entry.Split(' ')[0]).ShouldBe(["activated", "turn", "deactivated", "activated"]);
    }

    [Fact]
    public async Task Call_WhileDeactivating_ReachesTheNextActivation()
    {
        var grain = Grain("lingering");
        var first = await grain.Instance();
        await grain.End();
        await Signals.Await($"{Key("lingering")} deactivates");
        var call = grain.Instance();
        Signals.Set($"{Key("lingering")} may end");

        var second = await Signals.Within(call, "the next activation");

        second.ShouldNotBe(first);
        Signals.LogOf(Key("lingering"))[1].ShouldStartWith("deactivated");
    }

    [Fact]
    public async Task Constructor_GetsServicesKeyedServicesAndContext()
        => (await Grain("served").Services()).ShouldBe(["hello", "good day", $"activation/{Key("served")}"]);

    [Fact]
    public async Task ScopedService_LivesWithItsActivation()
    {
        await Grain("scoped").Note("a");

        (await Grain("scoped").Note("b")).ShouldBe("a,b");
        (await Grain("other").Note("c")).ShouldBe("c");
        await Grain("scoped").End();
        (await Grain("scoped").Note("d")).ShouldBe("d");
    }

    [Fact]
    public async Task GrainId_HasClassAndKeyAsStored()
    {
        var guid = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        (await cluster.Grains.GetGrain<IIntegerGrain>(1042).Id()).ShouldBe("integer/412 1042");
        (await cluster.Grains.GetGrain<IIntegerGrain>(-1).Id()).ShouldBe("integer/FFFFFFFFFFFFFFFF -1");
        (await cluster.Grains.GetGrain<IGuidGrain>(guid).Id()).ShouldBe("standins.guid/0f8fad5bd9cb469fa16570867728950e 0f8fad5b-d9cb-469f-a165-70867728950e");
        (await cluster.Grains.GetGrain<ICompoundGrain>(10, "north").Id()).ShouldBe("compound/A+north 10 north");
    }

    private IActivationGrain Grain(string kind) => cluster.Grains.GetGrain<IActivationGrain>(Key(kind));

    private string Key(string kind) => $"{kind}-{_test}";
}
