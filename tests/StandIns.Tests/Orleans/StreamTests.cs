using Orleans.Streams;

namespace FleetActors.StandIns.Grains;

[Collection(GrainClusterCollection.Name)]
public sealed class StreamTests(GrainCluster cluster)
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Subscriber_GetsItemsInOrder_AsTurns()
    {
        var subscriber = Grain("subscriber");
        await subscriber.Subscribe(_test);
        var producer = Grain("producer");

        for (var i = 0; i < 20; i++)
        {
            await producer.Publish(_test, $"item {i}");
        }

        await Got("subscriber", "item 19");
        Signals.LogOf(Key("subscriber")).ShouldBe(Enumerable.Range(0, 20).Select(i => $"item {i}"));
    }

    [Fact]
    public async Task SeveralSubscribers_EachGetTheItem()
    {
        await Grain("first").Subscribe(_test);
        await Grain("second").Subscribe(_test);

        await Grain("producer").Publish(_test, "news");

        await Got("first", "news");
        await Got("second", "news");
    }

    [Fact]
    public async Task OtherStreams_DoNotReachTheSubscriber()
    {
        await Grain("subscriber").Subscribe(_test);
        await Grain("producer").Publish(_test + "-other", "elsewhere");
        await Grain("producer").Publish(_test, "here");

        await Got("subscriber", "here");

        Signals.LogOf(Key("subscriber")).ShouldBe(["here"]);
    }

    [Fact]
    public async Task Unsubscribed_GetsNothingFurther()
    {
        await Grain("first").Subscribe(_test);
        await Grain("second").Subscribe(_test);
        await Grain("producer").Publish(_test, "before");
        await Got("first", "before");
        (await Grain("first").Subscriptions(_test)).ShouldBe(1);

        await Grain("first").Unsubscribe(_test);
        await Grain("producer").Publish(_test, "after");
        await Got("second", "after");

        (await Grain("first").Subscriptions(_test)).ShouldBe(0);
        Signals.LogOf(Key("first")).ShouldBe(["before"]);
    }

    [Fact]
    public async Task DeactivatedSubscriber_ResumingOnActivation_GetsTheItem()
    {
        var key = Key("resuming");
        await Grain("resuming").Subscribe(key);
        await Grain("resuming").End();

        await Grain("producer").Publish(key, "wake up");

        await Got("resuming", "wake up");
    }

    [Fact]
    public async Task ImplicitSubscriber_IsActivatedByTheItem()
    {
        var stream = cluster.Client.GetStreamProvider("memory").GetStream<string>(StreamId.Create("implicit", Key("implicit")));

        await stream.OnNextAsync("hello");

        await Got("implicit", "hello");
    }

    [Fact]
    public async Task Client_SubscribesAndPublishes()
    {
        var stream = cluster.Client.GetStreamProvider("memory").GetStream<string>(StreamId.Create("explicit", _test));
        var handle = await stream.SubscribeAsync((item, _) =>
        {
            Signals.Set($"{_test} client got {item}");
            return Task.CompletedTask;
        });
        await Grain("producer").Publish(_test, "from grain");
        await stream.OnNextAsync("from client");

        await Signals.Await($"{_test} client got from grain");
        await Signals.Await($"{_test} client got from client");
        await handle.UnsubscribeAsync();
    }

    [Fact]
    public void GetStreamProvider_UnknownName_Throws() => Should.Throw<KeyNotFoundException>(() => cluster.Client.GetStreamProvider("no such"));

    private IStreamGrain Grain(string kind) => cluster.Grains.GetGrain<IStreamGrain>(Key(kind));

    private Task Got(string kind, string item) => Signals.Await($"{Key(kind)} got {item}");

    private string Key(string kind) => $"{kind}-{_test}";
}
