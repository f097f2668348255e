using Microsoft.Extensions.ObjectPool;

namespace FleetActors.Telemetry;

/// <summary>What one request needs while it is handled. Comes from a pool and goes back cleared.</summary>
internal sealed class TelemetryWork
{
    public TelemetryMessage Message { get; } = new();

    public TelemetryDispatch Dispatch { get; } = new();

    public TelemetryTally Tally { get; } = new();

    /// <summary>A pool of them.</summary>
    public static ObjectPool<TelemetryWork> NewPool() => new DefaultObjectPool<TelemetryWork>(new Policy(), maximumRetained: 256);

    private sealed class Policy : IPooledObjectPolicy<TelemetryWork>
    {
        public TelemetryWork Create() => new();

        public bool Return(TelemetryWork obj)
        {
            obj.Dispatch.Clear();
            obj.Message.Clear();
            obj.Tally.Clear();
            return true;
        }
    }
}
