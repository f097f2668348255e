using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
#if !STANDINS
using Orleans.Serialization;
#endif

namespace FleetActors.StandIns.AdoNet;

/// <summary>The provider over a database.</summary>
internal sealed class NoteStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsDatabase;

    private NoteStore(NoteDatabase database, bool ownsDatabase, Action<AdoNetGrainStorageOptions>? configure)
    {
        Database = database;
        _ownsDatabase = ownsDatabase;
        var services = new ServiceCollection();
        services.AddLogging();
        services.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = "sql");
        services.AddSingleton<IGrainStorageSerializer, TextSerializer>();
#if !STANDINS
        services.AddSerializer();
#endif
        services.AddAdoNetGrainStorage("sql", options =>
        {
            options.Invariant = database.Invariant;
            options.ConnectionString = database.ConnectionString;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    public NoteDatabase Database { get; }

    private IGrainStorage Storage => _services.GetRequiredKeyedService<IGrainStorage>("sql");

    /// <summary>Makes a database and starts the provider over it.</summary>
    public static async Task<NoteStore> OpenAsync(DatabaseKind kind, Action<AdoNetGrainStorageOptions>? configure = null) =>
        await new NoteStore(await NoteDatabase.CreateAsync(kind), ownsDatabase: true, configure).StartAsync();

    /// <summary>Ends this provider and starts another over the same database, which reads the queries anew.</summary>
    public async Task<NoteStore> ReopenAsync()
    {
        await StopAsync();
        return await new NoteStore(Database, ownsDatabase: false, null).StartAsync();
    }

    /// <summary>Stores a text for a grain; null etag means that nothing is stored yet.</summary>
    public Task<string> WriteAsync(string grain, string text, string? etag = null) => Task.Run(async () =>
    {
        var state = new GrainState<Note>(new Note { Text = text }, etag);
        await Storage.WriteStateAsync("text", GrainId.Create("note", grain), state);
        return state.ETag!;
    });

    /// <summary>The text of a grain; null if nothing is stored.</summary>
    public async Task<string?> ReadAsync(string grain)
    {
        var state = new GrainState<Note>();
        await Storage.ReadStateAsync("text", GrainId.Create("note", grain), state);
        return state.RecordExists ? state.State!.Text : null;
    }

    public Task ClearAsync(string grain, string etag) => Task.Run(
        () => Storage.ClearStateAsync("text", GrainId.Create("note", grain), new GrainState<Note>(null, etag) { RecordExists = true }));

    /// <summary>Ends the provider as the end of the host does.</summary>
    public ValueTask StopAsync() => _services.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    private async Task<NoteStore> StartAsync()
    {
        try
        {
            var stages = new Stages();
            ((ILifecycleParticipant<ISiloLifecycle>)Storage).Participate(stages);
            await stages.StartAsync();
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>What is stored. An object, because a provider makes an empty one where nothing is stored.</summary>
    private sealed class Note
    {
        public string Text { get; init; } = "";
    }

    private sealed class TextSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromString(((Note)(object)input!).Text);

        public T? Deserialize<T>(BinaryData input) => (T)(object)new Note { Text = input.ToString() };
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
