using System.Collections.Concurrent;
using FleetActors.TestKit;
using FleetActors.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;

namespace FleetActors.Telephony;

/// <summary>A silo with an outbound grain between a provider and alerts that the test plays.</summary>
internal sealed class OutboundWorld : IAsyncDisposable
{
    private const string Setting = "OutboundWorld";
    private static readonly ConcurrentDictionary<string, OutboundWorld> Worlds = new();

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly OutboundOptions _limits;
    private readonly TestCluster _cluster;

    private OutboundWorld(OutboundOptions limits)
    {
        _limits = limits;
        Worlds[_id] = this;
        var builder = new TestClusterBuilder(1);
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection([KeyValuePair.Create(Setting, (string?)_id)]));
        builder.AddSiloBuilderConfigurator<Silo>();
        _cluster = builder.Build();
    }

    public FakeTelephony Telephony { get; } = new();

    public RecordedResults Results { get; } = new();

    public ManualClock Clock { get; } = new();

    public IOutboundGrain Grain => _cluster.GrainFactory.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount);

    public static async Task<OutboundWorld> StartAsync(OutboundOptions? limits = null)
    {
        var world = new OutboundWorld(limits ?? new OutboundOptions());
        await world._cluster.DeployAsync();
        return world;
    }

    public Task StopAsync() => _cluster.StopAllSilosAsync();

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Worlds.TryRemove(_id, out _);
        Results.Dispose();
    }

    private sealed class Silo : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var world = Worlds[siloBuilder.Configuration[Setting]!];
            siloBuilder.Services
                .AddSingleton<ITelephony>(world.Telephony)
                .AddSingleton<ICommandResults>(world.Results)
                .AddSingleton(new GrainClock(world.Clock))
                .AddSingleton(Options.Create(world._limits));
        }
    }
}
