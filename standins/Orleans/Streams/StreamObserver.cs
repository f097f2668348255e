namespace Orleans.Streams;

/// <summary>An observer without its item type.</summary>
internal interface IStreamObserver
{
    Task OnNextAsync(object item, StreamSequenceToken token);

    Task OnErrorAsync(Exception exception);
}

internal sealed class StreamObserver<T>(IAsyncObserver<T> observer) : IStreamObserver
{
    public Task OnNextAsync(object item, StreamSequenceToken token) => observer.OnNextAsync((T)item, token);

    public Task OnErrorAsync(Exception exception) => observer.OnErrorAsync(exception);
}

/// <summary>The observers of one activation by subscription; gone with the activation.</summary>
internal sealed class ActivationObservers
{
    public Dictionary<Guid, IStreamObserver> ById { get; } = [];
}
