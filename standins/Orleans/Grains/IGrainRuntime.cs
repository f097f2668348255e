namespace Orleans.Runtime;

/// <summary>What <see cref="Grain"/> asks of the silo it lives in.</summary>
public interface IGrainRuntime
{
    /// <summary>Makes references to grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Services of the silo.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>Name of the silo.</summary>
    string SiloIdentity { get; }

    /// <summary>The clock of grains and their timers.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Ends the activation after the turns in progress.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps the activation from being collected as idle.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);
}
