using Orleans.Runtime;
using Orleans.Streams.Core;

namespace Orleans.Streams;

/// <summary>An item, or the news of a failure, as a turn of the subscribed grain.</summary>
internal sealed class StreamDelivery : AnsweredCall<bool>
{
    private static readonly CallMethod Deliver = new(typeof(IStreamObserver), typeof(IStreamObserver).GetMethod(nameof(IStreamObserver.OnNextAsync))!);

    private readonly StreamSubscriptionState _subscription;

    private readonly StreamItem? _item;

    private readonly Exception? _failure;

    public StreamDelivery(StreamSubscriptionState subscription, StreamItem item)
        : base(Deliver)
    {
        _subscription = subscription;
        _item = item;
        Context = item.Context;
    }

    public StreamDelivery(StreamSubscriptionState subscription, Exception failure)
        : base(Deliver)
    {
        _subscription = subscription;
        _failure = failure;
    }

    public override bool Run(object instance) => Take(DeliverAsync(instance));

    protected override async Task<object?> InvokeBoxedAsync(object instance) => await DeliverAsync(instance);

    private async Task<bool> DeliverAsync(object instance)
    {
        if (Observer() is null && instance is IStreamSubscriptionObserver subscriptionObserver)
        {
            await subscriptionObserver.OnSubscribed(new StreamHandleFactory(Activation!, _subscription));
        }

        if (Observer() is not { } observer)
        {
            Activation!.Class.Engine.LogNoObserver(Activation.GrainId, _subscription.StreamId.ToString());
            return false;
        }

        await (_item is null ? observer.OnErrorAsync(_failure!) : observer.OnNextAsync(_item.Value, _item.Token));
        return true;
    }

    private IStreamObserver? Observer() => Activation!.GetComponent<ActivationObservers>()?.ById.GetValueOrDefault(_subscription.Id);
}

/// <summary>Makes the typed handle of a subscription for a grain that did not make it.</summary>
internal sealed class StreamHandleFactory(Activation activation, StreamSubscriptionState subscription) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => subscription.StreamId;

    public string ProviderName => subscription.ProviderName;

    public StreamSubscriptionHandle<T> Create<T>()
        => new MemoryStreamHandle<T>(
            (MemoryStreamProvider)MemoryStreamProvider.Find(activation.Class.Engine.Services, subscription.ProviderName), subscription);
}
