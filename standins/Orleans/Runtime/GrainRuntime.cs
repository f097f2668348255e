using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

internal sealed class GrainRuntime(IGrainFactory grainFactory, Engine engine, IOptions<SiloOptions> options) : IGrainRuntime
{
    public IGrainFactory GrainFactory { get; } = grainFactory;

    public IServiceProvider ServiceProvider => engine.Services;

    public string SiloIdentity => options.Value.SiloName;

    public TimeProvider TimeProvider => engine.GrainClock;

    public void DeactivateOnIdle(IGrainContext grainContext)
        => grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).DelayDeactivation(timeSpan);
}
