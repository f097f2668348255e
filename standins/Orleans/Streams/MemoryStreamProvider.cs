using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>The streams of one name, seen from one host.</summary>
internal sealed class MemoryStreamProvider(string name, CallOrigin origin) : IStreamProvider
{
    public string Name { get; } = name;

    public bool IsRewindable => false;

    /// <summary>The streams themselves; every host of the process that has this provider shares them.</summary>
    public StreamHub Hub => origin.Engine.Streams.GetOrAdd(Name, static (hubName, engine) => new StreamHub(hubName, engine), origin.Engine);

    /// <summary>Registers a provider of this name.</summary>
    public static void Add(IServiceCollection services, string name)
        => services.TryAddKeyedSingleton<IStreamProvider>(name, (provider, _) => new MemoryStreamProvider(name, OriginOf(provider)));

    /// <summary>The provider of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IStreamProvider Find(IServiceProvider services, string name)
        => services.GetKeyedService<IStreamProvider>(name) ?? throw new KeyNotFoundException($"Stream provider '{name}' not found");

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    private static CallOrigin OriginOf(IServiceProvider services)
        => services.GetService<Engine>()?.Origin ?? services.GetRequiredService<ClientOrigin>();
}
