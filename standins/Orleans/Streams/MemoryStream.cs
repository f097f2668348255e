using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A stream as producers and subscribers hold it.</summary>
internal sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId streamId) : IAsyncStream<T>
{
    public bool IsRewindable => provider.IsRewindable;

    public string ProviderName => provider.Name;

    public StreamId StreamId { get; } = streamId;

    /// <summary>Puts an item in. Done means it is on its way, not that it has arrived.</summary>
    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        provider.Hub.Publish(StreamId, item!);
        return Task.CompletedTask;
    }

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        foreach (var item in batch)
        {
            provider.Hub.Publish(StreamId, item!);
        }

        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => throw new NotImplementedException("Memory streams have no end, here as in the real packages.");

    public Task OnErrorAsync(Exception ex) => throw new NotImplementedException("Memory streams carry no errors, here as in the real packages.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        if (observer is GrainReference)
        {
            throw new ArgumentException("On-behalf subscription via grain references is not supported. Only pass an observer object.", nameof(observer));
        }

        var subscription = provider.Hub.Subscribe(StreamId, RuntimeContext.Current as Activation, provider);
        subscription.Attach(new StreamObserver<T>(observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(new MemoryStreamHandle<T>(provider, subscription));
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var subscriptions = provider.Hub.SubscriptionsOf(StreamId, RuntimeContext.Current as Activation, provider);
        return Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. subscriptions.Select(subscription => new MemoryStreamHandle<T>(provider, subscription))]);
    }

    public bool Equals(IAsyncStream<T>? other) => other is not null && StreamId == other.StreamId && ProviderName == other.ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => HashCode.Combine(ProviderName, StreamId);

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : StreamId.CompareTo(other.StreamId);
}
