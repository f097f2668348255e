using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams by namespace and key.</summary>
public static class StreamProviderExtensions
{
    /// <summary>A stream with a GUID key and no namespace.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, Guid id) => Get<T>(streamProvider, StreamId.Create(null, id));

    /// <summary>A stream with an integer key and no namespace.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, long id) => Get<T>(streamProvider, StreamId.Create(null, id));

    /// <summary>A stream with a string key and no namespace.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string id) => Get<T>(streamProvider, StreamId.Create(null, id));

    /// <summary>A stream with a GUID key.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, Guid id) => Get<T>(streamProvider, StreamId.Create(ns, id));

    /// <summary>A stream with an integer key.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, long id) => Get<T>(streamProvider, StreamId.Create(ns, id));

    /// <summary>A stream with a string key.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, string id) => Get<T>(streamProvider, StreamId.Create(ns, id));

    private static IAsyncStream<T> Get<T>(IStreamProvider streamProvider, StreamId streamId)
    {
        ArgumentNullException.ThrowIfNull(streamProvider);
        return streamProvider.GetStream<T>(streamId);
    }
}
