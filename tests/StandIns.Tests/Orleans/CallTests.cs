namespace FleetActors.StandIns.Grains;

[Collection(GrainClusterCollection.Name)]
public sealed class CallTests(GrainCluster cluster)
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    private ICallGrain Grain => cluster.Grains.GetGrain<ICallGrain>(_test);

    [Fact]
    public async Task Call_WithArguments_GivesResult()
    {
        (await Grain.Add(2, 3)).ShouldBe(5);
        (await Grain.Join("a", null)).ShouldBe("a+null");
        await Grain.Nothing();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_MethodThrows_CallerGetsTypeAndMessage(bool afterAwait)
    {
        var exception = await Should.ThrowAsync<ArgumentException>(() => Grain.Fail("no such truck", afterAwait));

        exception.Message.ShouldBe("no such truck");
    }

    [Fact]
    public async Task ValueTaskCall_MethodThrows_CallerGetsTypeAndMessage()
    {
        var exception = await Should.ThrowAsync<InvalidOperationException>(async () => await Grain.FailValue("broken"));

        exception.Message.ShouldBe("broken");
    }

    [Fact]
    public async Task OneWayCall_IsCompleteBeforeItRuns_AndItsFailureIsNotTold()
    {
        await Signals.Within(Grain.NotifyAndFail(Name("notified")), "a one-way call to be sent");

        Signals.IsSet(Name("notified")).ShouldBeFalse();

        Signals.Set(Name("notified may run"));
        await Signals.Await(Name("notified"));
        (await Grain.Add(1, 1)).ShouldBe(2);
    }

    [Fact]
    public async Task VoidCall_Arrives()
    {
        Grain.Notify(Name("notified"));

        await Signals.Await(Name("notified"));
    }

    [Fact]
    public async Task Call_OutlastingItsTimeout_FailsWithTimeoutException()
    {
        var hanging = Grain.Hang(Name("end"));

        await Should.ThrowAsync<TimeoutException>(() => Signals.Within(hanging, "the response timeout"));

        Signals.Set(Name("end"));
        (await Grain.Add(1, 1)).ShouldBe(2);
    }

    [Fact]
    public async Task Call_TimedOutWhileQueued_NeverRuns()
    {
        var hanging = Grain.Hang(Name("end"));
        var queued = Grain.LogLate(Name("late"));

        await Should.ThrowAsync<TimeoutException>(() => Signals.Within(queued, "the response timeout"));
        Signals.Set(Name("end"));
        await Should.ThrowAsync<TimeoutException>(() => hanging);

        (await Grain.Add(1, 1)).ShouldBe(2);
        Signals.LogOf(Name("late")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancellation_EndsCallerAndGrain()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.WaitForCancellation(Name("call"), source.Token);
        await Signals.Await(Name("call waits"));

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Signals.Within(call, "the cancelled call"));
        await Signals.Await(Name("call ended"));
    }

    [Fact]
    public async Task Cancellation_BeforeTheCall_Throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Grain.WaitForCancellation(Name("call"), source.Token));

        Signals.IsSet(Name("call waits")).ShouldBeFalse();
    }

    [Fact]
    public async Task CyclicCall_WithoutReentrancy_TimesOut()
        => await Should.ThrowAsync<TimeoutException>(() => Signals.Within(Grain.CallRoundTrip(Other, allowReentrancy: false), "the cycle to time out"));

    [Fact]
    public async Task CyclicCall_WithCallChainReentrancy_Succeeds()
        => (await Grain.CallRoundTrip(Other, allowReentrancy: true)).ShouldBe(_test);

    [Fact]
    public async Task RequestContext_FlowsFromCallerToGrainToGrain_NotBack()
    {
        RequestContext.Set("who", "caller");
        try
        {
            (await Grain.ReadContext("who")).ShouldBe("caller");
            (await Grain.RelayContext(Other, "who")).ShouldBe("caller");
            await Grain.WriteContext("who", "grain");
            RequestContext.Get("who").ShouldBe("caller");
        }
        finally
        {
            RequestContext.Clear();
        }

        (await Grain.ReadContext("who")).ShouldBeNull();
    }

    [Fact]
    public async Task RequestContext_SetInOneTurn_IsGoneInTheNext()
    {
        await Grain.WriteContext("left", "over");

        (await Grain.ReadContext("left")).ShouldBeNull();
    }

    [Fact]
    public async Task AsyncEnumerable_YieldsAllItemsInOrder()
    {
        var items = new List<int>();
        await foreach (var item in Grain.Count(250))
        {
            items.Add(item);
        }

        items.ShouldBe(Enumerable.Range(0, 250));
    }

    [Fact]
    public async Task AsyncEnumerable_LeftEarly_FreesTheGrain()
    {
        await foreach (var item in Grain.Count(int.MaxValue))
        {
            if (item == 10)
            {
                break;
            }
        }

        (await Grain.Add(1, 1)).ShouldBe(2);
    }

    [Fact]
    public async Task Reference_FromGrain_IsEqualToTheCallers()
    {
        var self = await Grain.Self();

        self.ShouldBe(Grain);
        self.GetHashCode().ShouldBe(Grain.GetHashCode());
        self.GetPrimaryKeyString().ShouldBe(_test);
        self.GetGrainId().ToString().ShouldBe($"call/{_test}");
        (await self.Name()).ShouldBe(_test);
    }

    [Fact]
    public async Task Cast_ToAnotherInterface_CallsTheSameGrain()
        => (await Grain.AsReference<ISecondaryCallInterface>().Secondary()).ShouldBe($"secondary {_test}");

    [Fact]
    public async Task GetGrain_ByGrainId_CallsTheSameGrain()
        => (await cluster.Grains.GetGrain<ICallGrain>(GrainId.Create("call", _test)).Name()).ShouldBe(_test);

    [Fact]
    public async Task Code_OfGrain_StaysOnItsScheduler() => (await Grain.StaysOnScheduler()).ShouldBeTrue();

    [Fact]
    public async Task FanOut_ToManyGrains_GathersAllResults() => (await Grain.NestedFanOut(500)).ShouldBe(Enumerable.Range(1, 500).Sum());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void GetGrain_BlankKey_Throws(string key) => Should.Throw<ArgumentException>(() => cluster.Grains.GetGrain<ICallGrain>(key));

    private ICallGrain Other => cluster.Grains.GetGrain<ICallGrain>(_test + "-other");

    private string Name(string part) => $"{_test} {part}";
}
