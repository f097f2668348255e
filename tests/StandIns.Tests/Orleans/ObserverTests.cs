namespace FleetActors.StandIns.Grains;

public interface INewsObserver : IGrainObserver
{
    Task Hear(string news);
}

public interface INewsGrain : IGrainWithStringKey
{
    Task Tell(INewsObserver observer, string news);
}

public sealed class NewsGrain : Grain, INewsGrain
{
    public Task Tell(INewsObserver observer, string news) => observer.Hear(news);
}

[Collection(GrainClusterCollection.Name)]
public sealed class ObserverTests(GrainCluster cluster)
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Grain_CallsAnObjectBack()
    {
        var listener = new Listener(_test);
        var reference = cluster.Grains.CreateObjectReference<INewsObserver>(listener);

        await cluster.Grains.GetGrain<INewsGrain>(_test).Tell(reference, "hello");
        Signals.LogOf(_test).ShouldBe(["hello"]);

        cluster.Grains.DeleteObjectReference<INewsObserver>(reference);
        Should.Throw<ArgumentException>(() => cluster.Grains.DeleteObjectReference<INewsObserver>(listener));
        GC.KeepAlive(listener);
    }

    private sealed class Listener(string log) : INewsObserver
    {
        public Task Hear(string news)
        {
            Signals.Log(log, news);
            return Task.CompletedTask;
        }
    }
}
