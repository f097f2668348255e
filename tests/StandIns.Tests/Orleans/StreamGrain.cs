using Orleans.Streams;

namespace FleetActors.StandIns.Grains;

public interface IStreamGrain : IGrainWithStringKey
{
    Task Subscribe(string key);

    Task Unsubscribe(string key);

    Task Publish(string key, string item);

    Task<int> Subscriptions(string key);

    Task End();
}

public sealed class StreamGrain : Grain, IStreamGrain
{
    private string Key => this.GetPrimaryKeyString();

    // Each activation has to take its subscriptions up again.
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Key.StartsWith("resuming", StringComparison.Ordinal))
        {
            foreach (var handle in await Stream(Key).GetAllSubscriptionHandles())
            {
                await handle.ResumeAsync(OnNextAsync);
            }
        }
    }

    public Task Subscribe(string key) => Stream(key).SubscribeAsync(OnNextAsync);

    public async Task Unsubscribe(string key)
    {
        foreach (var handle in await Stream(key).GetAllSubscriptionHandles())
        {
            await handle.UnsubscribeAsync();
        }
    }

    public Task Publish(string key, string item) => Stream(key).OnNextAsync(item);

    public async Task<int> Subscriptions(string key) => (await Stream(key).GetAllSubscriptionHandles()).Count;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private IAsyncStream<string> Stream(string key) => this.GetStreamProvider("memory").GetStream<string>(StreamId.Create("explicit", key));

    private Task OnNextAsync(string item, StreamSequenceToken? token)
    {
        Signals.Log(Key, TaskScheduler.Current == TaskScheduler.Default ? $"{item} off the scheduler" : item);
        Signals.Set($"{Key} got {item}");
        return Task.CompletedTask;
    }
}

public interface IImplicitStreamGrain : IGrainWithStringKey;

[ImplicitStreamSubscription("implicit")]
public sealed class ImplicitStreamGrain : Grain, IImplicitStreamGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
        => this.GetStreamProvider("memory").GetStream<string>(StreamId.Create("implicit", this.GetPrimaryKeyString())).SubscribeAsync(OnNextAsync);

    private Task OnNextAsync(string item, StreamSequenceToken? token)
    {
        Signals.Log(this.GetPrimaryKeyString(), item);
        Signals.Set($"{this.GetPrimaryKeyString()} got {item}");
        return Task.CompletedTask;
    }
}
