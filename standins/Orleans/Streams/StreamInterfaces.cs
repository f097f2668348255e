using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives the streams of one provider.</summary>
public interface IStreamProvider
{
    /// <summary>Name of the provider.</summary>
    string Name { get; }

    /// <summary>Whether old items can be read again; false here.</summary>
    bool IsRewindable { get; }

    /// <summary>A stream; it exists as soon as it is named.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>A stream without its item type.</summary>
public interface IAsyncStream
{
    /// <summary>Whether old items can be read again; false here.</summary>
    bool IsRewindable { get; }

    /// <summary>Name of the provider.</summary>
    string ProviderName { get; }

    /// <summary>Identity of the stream.</summary>
    StreamId StreamId { get; }
}

/// <summary>A stream: items put in reach every subscriber, in order for each.</summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IComparable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>The subscriptions of the calling grain, or of the calling client; resume each to receive again after an activation.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>Receives items.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>An item.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The stream has ended.</summary>
    Task OnCompletedAsync();

    /// <summary>The producer or the delivery failed.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>Takes several items at once.</summary>
public interface IAsyncBatchProducer<T> : IAsyncObserver<T>
{
    /// <summary>Puts the items in, in order.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}

/// <summary>Can be subscribed to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes; items put in from now on reach the observer, as turns if the subscriber is a grain.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <inheritdoc cref="SubscribeAsync(IAsyncObserver{T})"/>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}

/// <summary>Place of an item within its stream.</summary>
[GenerateSerializer]
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
{
    /// <summary>Number of the batch.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>Number within the batch.</summary>
    public abstract int EventIndex { get; protected set; }

    public abstract bool Equals(StreamSequenceToken? other);

    public abstract int CompareTo(StreamSequenceToken? other);
}

/// <summary>A subscription. Equal handles mean the same subscription.</summary>
[GenerateSerializer]
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>?>
{
    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>Name of the provider.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Identity of the subscription.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription.</summary>
    public abstract Task UnsubscribeAsync();

    /// <summary>Sends the subscription's items to this observer from now on; needed after each activation.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    public abstract bool Equals(StreamSubscriptionHandle<T>? other);
}
