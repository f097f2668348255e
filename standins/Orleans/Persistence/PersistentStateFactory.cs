using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Makes states over the storage providers of a silo.</summary>
public class PersistentStateFactory : IPersistentStateFactory
{
    /// <inheritdoc/>
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(config);
        var activation = context as Activation ?? throw new ArgumentException("The context is not one of this silo's activations.", nameof(context));
        var state = new PersistentState<TState>(GetFullStateName(context, config), activation, Provider(activation, config.StorageName));
        if (!ActivationStartup.TryAddState(context, state))
        {
            context.ObservableLifecycle.Subscribe(state.GetType().Name, GrainLifecycleStage.SetupState, state);
        }

        return state;
    }

    /// <summary>Name of the state in the store; the state's own name.</summary>
    protected virtual string GetFullStateName(IGrainContext context, IPersistentStateConfiguration cfg)
    {
        ArgumentNullException.ThrowIfNull(cfg);
        return cfg.StateName;
    }

    private static IGrainStorage Provider(Activation activation, string? name)
    {
        var services = activation.Class.Engine.Services;
        return string.IsNullOrWhiteSpace(name)
            ? services.GetService<IGrainStorage>()
                ?? throw new BadProviderConfigException($"No default storage provider found loading grain type {activation.Class.GrainType}.")
            : services.GetKeyedService<IGrainStorage>(name)
                ?? throw new BadProviderConfigException($"No storage provider named \"{name}\" found loading grain type {activation.Class.GrainType}.");
    }
}
