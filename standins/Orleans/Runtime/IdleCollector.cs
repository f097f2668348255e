using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Ends idle activations. It looks at every activation once in a quantum, so an activation may stay up to a quantum longer than its age.</summary>
internal sealed class IdleCollector(Engine engine, IOptions<GrainCollectionOptions> options) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int TicksPerSecond = 10;

    private long _start;

    private ITimer? _timer;

    private int _collecting;

    /// <summary>How long activations of a class may lie idle, in ticks of the collector.</summary>
    public static int AgeOf(Type type, GrainCollectionOptions options)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
        {
            return int.MaxValue;
        }

        var age = options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var specific)
            ? specific
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit ?? options.CollectionAge;
        return age.TotalSeconds * TicksPerSecond < int.MaxValue ? (int)(age.TotalSeconds * TicksPerSecond) : int.MaxValue;
    }

    public void Participate(ISiloLifecycle lifecycle)
        => lifecycle.Subscribe<IdleCollector>(ServiceLifecycleStage.RuntimeServices, StartAsync, StopAsync);

    public void Dispose() => _timer?.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _start = engine.ActivationClock.GetTimestamp();
        _timer = engine.ActivationClock.CreateTimer(
            static state => ((IdleCollector)state!).Collect(), this, options.Value.CollectionQuantum, options.Value.CollectionQuantum);
        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private void Collect()
    {
        // A round over a million activations may outlast a short quantum.
        if (Interlocked.Exchange(ref _collecting, 1) == 1)
        {
            return;
        }

        try
        {
            var now = (int)(engine.ActivationClock.GetElapsedTime(_start).TotalSeconds * TicksPerSecond);
            var time = engine.ActivationClock.GetUtcNow();
            foreach (var grainClass in engine.Classes.Used)
            {
                foreach (var activation in grainClass.Activations)
                {
                    activation.CollectIfIdle(now, time);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _collecting, 0);
        }
    }
}
