using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>Grains that receive streams they did not subscribe to in code of the running activation.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>An item has come for a subscription without an observer: make its handle and resume it.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}

/// <summary>A subscription whose item type the grain knows.</summary>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>Name of the provider.</summary>
    string ProviderName { get; }

    /// <summary>The handle.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
