using System.Collections.Concurrent;
using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Devices;
using FleetActors.Directory;
using FleetActors.Failures;
using FleetActors.OnCall;
using FleetActors.Storage;
using FleetActors.Telephony;
using FleetActors.TestKit;
using FleetActors.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;
#if !STANDINS
using Microsoft.Extensions.Hosting;
#endif

namespace FleetActors.Cluster;

/// <summary>
/// The grains in a cluster, of one silo unless more are asked for, on storage, provider and inference that the test holds in its hands. The grains' clock is the test's; the silo's is real.
/// Starting a second one on the same <see cref="World"/> is a restart.
/// </summary>
internal sealed class FleetCluster : IAsyncDisposable
{
    private const string WorldSetting = "World";

    private static readonly ConcurrentDictionary<string, World> Worlds = new(StringComparer.Ordinal);

    private readonly TestCluster _cluster;

    private FleetCluster(TestCluster cluster, World world)
    {
        _cluster = cluster;
        World = world;
    }

    public World World { get; }

    public IGrainFactory Grains => _cluster.GrainFactory;

    public static async Task<FleetCluster> StartAsync(World? world = null, short silos = 1)
    {
        world ??= new World();
        var builder = new TestClusterBuilder(silos);
        builder.Options.ClusterId = "test-" + Guid.NewGuid().ToString("N");
        builder.Options.ServiceId = builder.Options.ClusterId;
        builder.Options.ConfigureFileLogging = false;
#if !STANDINS
        if (silos > 1)
        {
            // So that a front of the test's can reach one of them alone.
            builder.Options.ConnectionTransport = ConnectionTransportType.TcpSocket;
        }
#endif
        Worlds[builder.Options.ClusterId] = world;
        builder.ConfigureHostConfiguration(configuration =>
            configuration.AddInMemoryCollection([new KeyValuePair<string, string?>(WorldSetting, builder.Options.ClusterId)]));
        builder.AddSiloBuilderConfigurator<Configurator>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new FleetCluster(cluster, world);
    }

#if !STANDINS
    /// <summary>Another silo joins.</summary>
    public Task StartOneMoreAsync() => _cluster.StartAdditionalSiloAsync();

    /// <summary>Moves an activation.</summary>
    public Task MigrateAsync(IAddressable grain, SiloHandle to) => _cluster.MigrateAsync(grain, to.SiloAddress);

    /// <summary>A front that is connected to that silo alone. To be disposed of.</summary>
    public async Task<IHost> ConnectAsync(SiloHandle silo)
    {
        var front = new HostBuilder().UseOrleansClient(client => client
            .Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (_cluster.Options.ClusterId, _cluster.Options.ServiceId))
            .UseStaticClustering(silo.GatewayAddress.Endpoint)).Build();
        await front.StartAsync();
        return front;
    }
#endif

    /// <summary>A service of the silo.</summary>
    public T Service<T>()
        where T : notnull => _cluster.GetSiloServiceProvider().GetRequiredService<T>();

    /// <summary>Takes an activation out of memory, as the death of its silo would.</summary>
    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>The silos that run.</summary>
    public IReadOnlyList<SiloHandle> Silos => _cluster.Silos;

    /// <summary>Silos that may go: the first one keeps the test cluster's list of members.</summary>
    public IReadOnlyList<SiloHandle> Mortals => _cluster.SecondarySilos;

    /// <summary>Ends a silo without warning.</summary>
    public Task KillAsync(SiloHandle silo)
    {
#if !STANDINS
        World.Ledger.Kill(silo.SiloAddress.ToString());
#endif
        return _cluster.KillSiloAsync(silo);
    }

    /// <summary>Ends a silo in good order and starts another in its place.</summary>
#if STANDINS
    public Task RestartAsync(SiloHandle silo) => _cluster.RestartSiloAsync(silo);
#else
    public async Task RestartAsync(SiloHandle silo)
    {
        await _cluster.StopSiloAsync(silo);

        World.Ledger.Stop(silo.SiloAddress.ToString());
        await _cluster.StartAdditionalSiloAsync();
    }
#endif

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private sealed class Configurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var world = Worlds[siloBuilder.Configuration[WorldSetting]!];
            siloBuilder.UseInMemoryReminderService();
            siloBuilder.Services.AddFailures();
            if (world.BeforeCall is { } before)
            {
                siloBuilder.AddIncomingGrainCallFilter(async call =>
                {
                    await before(call);
                    await call.Invoke();
                });
            }

            // A silo that is killed here is missed at once, because its connections break. On a busy machine one that lives must not be taken for dead.
            siloBuilder.Configure<ClusterMembershipOptions>(static watch => (watch.ProbeTimeout, watch.TableRefreshTimeout) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2)));
#if STANDINS
            siloBuilder.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Fleet, world.Store);
#else
            siloBuilder.Services
                .AddSingleton(world.Ledger)
                .AddSingleton(world.Store)
                .AddSingleton<LedgerClerk>()
                .AddSingleton<IIncomingGrainCallFilter>(static silo => silo.GetRequiredService<LedgerClerk>())
                .AddSingleton<IConfigureGrainContextProvider>(static silo => silo.GetRequiredService<LedgerClerk>())
                .AddKeyedSingleton<IGrainStorage>(StorageNames.Fleet, static (silo, _) => ActivatorUtilities.CreateInstance<LedgerStorage>(silo));

            // As in the product, which has the same directory as a test cluster.
            siloBuilder.Configure<GrainDirectoryOptions>(static directory => directory.RangeLeaseDuration = TimeSpan.Zero);
            if (world.IsSpreadAgain)
            {
                SpreadAgain(siloBuilder);
            }
#endif
            siloBuilder.Services
                .AddSingleton(new GrainClock(world.Clock))
                .AddSingleton<ITelephony>(world.Telephony)
                .AddSingleton<ISeverityClassifier>(world.Classifier)
                .AddSingleton<IAlertIndex>(world.Store)
                .AddSingleton<IDeviceIndex>(world.Store)
                .AddSingleton<ICallIndex>(world.Store)
                .AddSingleton<IPhoneIndex>(world.Store)
                .AddSingleton<IOnCallIndex>(world.Store)
                .AddSingleton<IRecordingStore>(world.Recordings)
                .AddSingleton<IProviderRecordings>(world.ProviderRecordings)
                .AddSingleton<ISpeechToText>(world.Speech)
                .AddSingleton<IBatchTranscriber>(world.Transcriber)
                .AddOnCall()
                .AddOutbound()
                .AddDevices()
                .AddAlerts()
                .AddCalls()
                .Configure<CallOptions>(options => options.StreamUrl = World.StreamUrl)
                .Configure<OutboundOptions>(world.Limits)
                .Configure<OnCallOptions>(options =>
                {
                    options.OnCallNumber = World.OnCall;
                    options.DispatcherNumber = World.Dispatcher;
                });
        }

#if !STANDINS
        /// <summary>As the product does it, in seconds instead of minutes.</summary>
        private static void SpreadAgain(ISiloBuilder silo)
        {
#pragma warning disable ORLEANSEXP002 // As in the product.
            silo.AddActivationRebalancer();
#pragma warning restore ORLEANSEXP002
            silo.Configure<DeploymentLoadPublisherOptions>(static load => load.DeploymentLoadPublisherRefreshTime = TimeSpan.FromMilliseconds(200));
            silo.Configure<ActivationRebalancerOptions>(static spreading =>
            {
                spreading.RebalancerDueTime = TimeSpan.FromSeconds(1);
                spreading.SessionCyclePeriod = TimeSpan.FromSeconds(1);
                spreading.CycleNumberWeight = 1;
                spreading.ScaleAllowedEntropyDeviation = false;
            });
        }
#endif
    }
}

/// <summary>What outlives a cluster.</summary>
internal sealed class World
{
    public const string OnCall = "+15550100001";
    public const string Dispatcher = "+15550100002";

    public const string StreamUrl = "wss://fleet.example.com/ws";

    public ManualClock Clock { get; } = new();

    /// <summary>Limits towards the provider.</summary>
    public Action<OutboundOptions> Limits { get; init; } = static _ => { };

    /// <summary>Every call of a grain waits for this first. Null: none does.</summary>
    public Func<IIncomingGrainCallContext, Task>? BeforeCall { get; init; }

    /// <summary>Whether devices are spread again over several silos while they live.</summary>
    public bool IsSpreadAgain { get; init; }

    public MemoryRecordings Recordings { get; } = new();

    public ScriptedRecordings ProviderRecordings { get; } = new();

    public ScriptedSpeech Speech { get; } = new();

    public ScriptedTranscriber Transcriber { get; } = new();

    public StateStore Store { get; } = new();

    /// <summary>Who did what, on all silos; empty with the stand-ins, where there is one.</summary>
    public OwnershipLedger Ledger { get; } = new();

    public ScriptedTelephony Telephony { get; } = new();

    public StubClassifier Classifier { get; } = new();
}

/// <summary>Inference that answers what the test says.</summary>
internal sealed class StubClassifier : ISeverityClassifier
{
    public Func<string, ClassifierAnswer> Answer { get; set; } = _ => ClassifierAnswer.Failed("no model in this test");

    public Task<ClassifierAnswer> ClassifyAsync(string sensorJson, CancellationToken cancellationToken) => Task.FromResult(Answer(sensorJson));
}
