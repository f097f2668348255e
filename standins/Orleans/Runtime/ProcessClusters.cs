using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The running silos of this process by cluster id, for clients in other hosts of the process.</summary>
internal static class ProcessClusters
{
    private static readonly ConcurrentDictionary<string, Engine> Engines = new(StringComparer.Ordinal);

    public static Engine? Find(string clusterId) => Engines.GetValueOrDefault(clusterId);

    public static void Add(string clusterId, Engine engine) => Engines[clusterId] = engine;

    public static void Remove(string clusterId, Engine engine) => Engines.TryRemove(KeyValuePair.Create(clusterId, engine));
}
