using FleetActors.Directory;
using FleetActors.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
#if !STANDINS
using Orleans.Serialization;
#endif

namespace FleetActors.Storage;

/// <summary>
/// The storage of one silo over a file in a folder of its own, set up as the product does it, without a silo around it.
/// </summary>
internal sealed class FleetFile : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    private FleetFile(string folder, bool ownsFolder)
    {
        Folder = folder;
        _ownsFolder = ownsFolder;
        var builder = new ServicesOnly();
        builder.Services.AddLogging();
        builder.Services.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = "fleet");
#if !STANDINS
        builder.Services.AddSerializer();
#endif
        builder.AddFleetStorage(options => options.DataDirectory = folder);
        _services = builder.Services.BuildServiceProvider();
    }

    public string Folder { get; }

    public string Path => System.IO.Path.Combine(Folder, "fleet.db");

    public IGrainStorage Grains => _services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Fleet);

    public IReminderTable Reminders => _services.GetRequiredService<IReminderTable>();

    public IAlertIndex Alerts => _services.GetRequiredService<IAlertIndex>();

    public IDeviceIndex Devices => _services.GetRequiredService<IDeviceIndex>();

    /// <summary>Opens a new file, or the one of another storage, as a second process would.</summary>
    public static async Task<FleetFile> OpenAsync(string? folder = null)
    {
        var file = new FleetFile(folder ?? NewFolder(), folder is null);
        foreach (var service in file._services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(CancellationToken.None);
        }

        var stages = new Stages();
        ((ILifecycleParticipant<ISiloLifecycle>)file.Grains).Participate(stages);
        await stages.StartAsync();
        await file.Reminders.StartAsync();
        return file;
    }

    public static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("fleet-storage-").FullName;

    public static FleetDatabase Database(string folder) => new(Options.Create(new StorageOptions { DataDirectory = folder }));

    /// <summary>A connection of a stranger: what it sees is in the file.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public T Scalar<T>(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        var database = _services.GetRequiredService<FleetDatabase>();
        await _services.DisposeAsync();
        database.ReleaseConnections();
        if (_ownsFolder)
        {
            System.IO.Directory.Delete(Folder, recursive: true);
        }
    }

    private sealed class ServicesOnly : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
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
            foreach (var (_, observer) in _observers.OrderBy(entry => entry.Stage))
            {
                await observer.OnStart(CancellationToken.None);
            }
        }
    }
}
