using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FleetActors.Storage;

/// <summary>What a silo is put together from, and the start of a part of it, without a silo.</summary>
internal sealed class SiloParts : ISiloBuilder
{
    public IServiceCollection Services { get; } = new ServiceCollection();

    public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();

    /// <summary>Takes a storage provider through the stages of a silo's start.</summary>
    public static async Task StartAsync(IGrainStorage storage)
    {
        var stages = new Stages();
        ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(stages);
        await stages.StartAsync();
    }

    private sealed class Stages : ISiloLifecycle
    {
        private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];

        public int HighestCompletedStage => int.MinValue;

        public int LowestStoppedStage => int.MaxValue;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            _observers.Add((stage, observer));
            return new MemoryStream();
        }

        public async Task StartAsync()
        {
            foreach (var (_, observer) in _observers.OrderBy(static entry => entry.Stage))
            {
                await observer.OnStart(CancellationToken.None);
            }
        }
    }
}
