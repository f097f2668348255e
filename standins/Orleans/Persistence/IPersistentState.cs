using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A stored state of a grain, read before the grain is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>Which stored state a constructor parameter means.</summary>
public interface IPersistentStateConfiguration
{
    /// <summary>Name of the state within the grain.</summary>
    string StateName { get; }

    /// <summary>Name of the storage provider; null for the default one.</summary>
    string? StorageName { get; }
}

/// <summary>Makes states for activations.</summary>
public interface IPersistentStateFactory
{
    /// <summary>A state that is read when the activation starts.</summary>
    /// <exception cref="Storage.BadProviderConfigException">There is no such provider.</exception>
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}
