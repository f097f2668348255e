using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
#if !STANDINS
using Orleans.Serialization;
#endif

namespace FleetActors.StandIns.AdoNet;

/// <summary>
/// A database with a schema of its own, as small as Orleans' queries allow: whatever the provider does with it, it does by the queries that it finds there.
/// </summary>
internal sealed class SqlFile : IAsyncDisposable
{
    public const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
        CREATE TABLE states (name TEXT NOT NULL, grain TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB, PRIMARY KEY (name, grain));
        CREATE TABLE guests (name TEXT PRIMARY KEY);
        INSERT INTO OrleansQuery VALUES
        ('ReadFromStorageKey',
            'SELECT version AS Version, payload AS PayloadBinary FROM states WHERE name = @GrainTypeString AND grain = @GrainIdExtensionString'),
        ('ClearStorageKey',
            'UPDATE states SET payload = NULL, version = version + 1 WHERE name = @GrainTypeString AND grain = @GrainIdExtensionString
                AND version = @GrainStateVersion RETURNING version'),
        ('WriteToStorageKey',
            'INSERT INTO states (name, grain, version, payload) SELECT @GrainTypeString, @GrainIdExtensionString, 1, @PayloadBinary
                WHERE @GrainStateVersion IS NULL OR EXISTS (SELECT 1 FROM states WHERE name = @GrainTypeString AND grain = @GrainIdExtensionString)
                ON CONFLICT (name, grain) DO UPDATE SET payload = excluded.payload, version = states.version + 1
                WHERE states.version = @GrainStateVersion RETURNING version AS NewGrainStateVersion');
        """;

    private readonly ServiceProvider _services;
    private readonly string _folder;

    private readonly bool _ownsFolder;

    private SqlFile(string folder, bool ownsFolder, Action<AdoNetGrainStorageOptions>? configure)
    {
        _folder = folder;
        _ownsFolder = ownsFolder;
        var services = new ServiceCollection();
        services.AddLogging();
        services.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = "sql");
        services.AddSingleton<IGrainStorageSerializer, TextSerializer>();
#if !STANDINS
        services.AddSerializer();
#endif
        services.AddAdoNetGrainStorage("sql", options =>
        {
            options.Invariant = "System.Data.SQLite";
            options.ConnectionString = ConnectionString(folder);
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    private IGrainStorage Storage => _services.GetRequiredKeyedService<IGrainStorage>("sql");

    /// <summary>Makes the database and starts the provider over it.</summary>
    public static async Task<SqlFile> OpenAsync(string schema = Schema, Action<AdoNetGrainStorageOptions>? configure = null)
    {
        var file = new SqlFile(Directory.CreateTempSubdirectory("standin-sql-").FullName, ownsFolder: true, configure);
        file.Execute(schema);
        return await file.StartAsync();
    }

    /// <summary>Ends this provider and starts another over the same file, which reads the queries anew.</summary>
    public async Task<SqlFile> ReopenAsync()
    {
        await StopAsync();
        return await new SqlFile(_folder, ownsFolder: false, null).StartAsync();
    }

    /// <summary>Stores a text for a grain; null etag means that nothing is stored yet.</summary>
    public Task<string> WriteAsync(string grain, string text, string? etag = null) => Task.Run(async () =>
    {
        var state = new GrainState<string>(text, etag);
        await Storage.WriteStateAsync("text", GrainId.Create("note", grain), state);
        return state.ETag!;
    });

    /// <summary>The text of a grain; null if nothing is stored.</summary>
    public async Task<string?> ReadAsync(string grain)
    {
        var state = new GrainState<string>();
        await Storage.ReadStateAsync("text", GrainId.Create("note", grain), state);
        return state.RecordExists ? state.State : null;
    }

    public Task ClearAsync(string grain, string etag) => Task.Run(
        () => Storage.ClearStateAsync("text", GrainId.Create("note", grain), new GrainState<string>(null, etag) { RecordExists = true }));

    /// <summary>A connection of a stranger.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(ConnectionString(_folder) + ";Pooling=False");
        connection.Open();
        return connection;
    }

    public long Scalar(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Ends the provider as the end of the host does.</summary>
    public ValueTask StopAsync() => _services.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        using (var pooled = new SqliteConnection(ConnectionString(_folder)))
        {
            SqliteConnection.ClearPool(pooled);
        }

        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<SqlFile> StartAsync()
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

    private static string ConnectionString(string folder) => $"Data Source={Path.Combine(folder, "states.db")}";

    private sealed class TextSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromString((string)(object)input!);

        public T? Deserialize<T>(BinaryData input) => (T)(object)input.ToString();
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
