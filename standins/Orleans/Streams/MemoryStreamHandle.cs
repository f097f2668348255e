using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A subscription as its subscriber holds it. Resuming or ending it uses the handle up.</summary>
internal sealed class MemoryStreamHandle<T>(MemoryStreamProvider provider, StreamSubscriptionState subscription) : StreamSubscriptionHandle<T>
{
    private bool _used;

    public override StreamId StreamId => subscription.StreamId;

    public override string ProviderName => provider.Name;

    public override Guid HandleId => subscription.Id;

    public override Task UnsubscribeAsync()
    {
        Use();
        provider.Hub.Unsubscribe(subscription);
        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        Use();
        subscription.Attach(new StreamObserver<T>(observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(new MemoryStreamHandle<T>(provider, subscription));
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && HandleId == other.HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();

    private void Use()
    {
        if (_used)
        {
            throw new InvalidOperationException("Handle is no longer valid. It has been used to unsubscribe or resume.");
        }

        _used = true;
    }
}
