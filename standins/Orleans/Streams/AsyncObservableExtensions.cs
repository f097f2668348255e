namespace Orleans.Streams;

/// <summary>Subscribing and resuming with functions.</summary>
public static class AsyncObservableExtensions
{
    /// <summary>Subscribes.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync)
        => Subscribe(obs, new FunctionObserver<T>(onNextAsync, null, null));

    /// <summary>Subscribes.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync)
        => Subscribe(obs, new FunctionObserver<T>(onNextAsync, onErrorAsync, null));

    /// <summary>Subscribes.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Task> onCompletedAsync)
        => Subscribe(obs, new FunctionObserver<T>(onNextAsync, null, onCompletedAsync));

    /// <summary>Subscribes.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync, Func<Task> onCompletedAsync)
        => Subscribe(obs, new FunctionObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));

    private static Task<StreamSubscriptionHandle<T>> Subscribe<T>(IAsyncObservable<T> obs, IAsyncObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(obs);
        return obs.SubscribeAsync(observer);
    }
}

/// <summary>Resuming with functions.</summary>
public static class StreamSubscriptionHandleExtensions
{
    /// <summary>Resumes.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, StreamSequenceToken? token = null)
        => Resume(handle, new FunctionObserver<T>(onNextAsync, null, null), token);

    /// <summary>Resumes.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        StreamSequenceToken? token = null)
        => Resume(handle, new FunctionObserver<T>(onNextAsync, onErrorAsync, null), token);

    /// <summary>Resumes.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken? token = null)
        => Resume(handle, new FunctionObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync), token);

    private static Task<StreamSubscriptionHandle<T>> Resume<T>(StreamSubscriptionHandle<T> handle, IAsyncObserver<T> observer, StreamSequenceToken? token)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle.ResumeAsync(observer, token);
    }
}

internal sealed class FunctionObserver<T>(Func<T, StreamSequenceToken?, Task> onNext, Func<Exception, Task>? onError, Func<Task>? onCompleted) : IAsyncObserver<T>
{
    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

    public Task OnErrorAsync(Exception ex) => onError?.Invoke(ex) ?? Task.CompletedTask;

    public Task OnCompletedAsync() => onCompleted?.Invoke() ?? Task.CompletedTask;
}
