using FleetActors.Directory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;
#if !STANDINS
using Orleans.Serialization;
#endif

namespace FleetActors.Storage;

/// <summary>The storage of one silo over a database, set up as the product does it, without a silo around it.</summary>
internal sealed class FleetStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsDatabase;

    private FleetStore(TestDatabase database, bool ownsDatabase)
    {
        Database = database;
        _ownsDatabase = ownsDatabase;
        var builder = new SiloParts();
        builder.Services.AddLogging();
        builder.Services.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = "fleet");
#if !STANDINS
        builder.Services.AddSerializer();
#endif
        builder.AddFleetStorage(database.Configure);
        _services = builder.Services.BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public IGrainStorage Grains => _services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Fleet);

    public IReminderTable Reminders => _services.GetRequiredService<IReminderTable>();

    public IAlertIndex Alerts => _services.GetRequiredService<IAlertIndex>();

    public IDeviceIndex Devices => _services.GetRequiredService<IDeviceIndex>();

    public IPhoneIndex Phones => _services.GetRequiredService<IPhoneIndex>();

    public IOnCallIndex OnCall => _services.GetRequiredService<IOnCallIndex>();

    public ICallIndex Calls => _services.GetRequiredService<ICallIndex>();

    /// <summary>Over a new database, which goes with it.</summary>
    public static async Task<FleetStore> OpenAsync(DatabaseKind kind) => await new FleetStore(await TestDatabase.CreateAsync(kind), ownsDatabase: true).StartAsync();

    /// <summary>Over a database that outlives it.</summary>
    public static Task<FleetStore> OpenAsync(TestDatabase database) => new FleetStore(database, ownsDatabase: false).StartAsync();

    /// <summary>Opens the same database once more, as a second process would.</summary>
    public Task<FleetStore> OpenAnotherAsync() => OpenAsync(Database);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    private async Task<FleetStore> StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(CancellationToken.None);
        }

        await SiloParts.StartAsync(Grains);
        await Reminders.StartAsync();
        return this;
    }
}
