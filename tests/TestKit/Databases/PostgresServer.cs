using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;

namespace FleetActors.TestKit;

/// <summary>
/// A PostgreSQL server of the test's own, in a temporary folder, reached by a socket in that folder and by nothing else. It ends with the test's process,
/// however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Who owns every database.</summary>
    public const string User = "fleet";

    /// <summary>The owner's password.</summary>
    public const string Password = "a-test's \"pass=word;";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<PostgresServer>> OfProcess = new(StartAsync);

    private readonly Process _keeper;
    private int _databases;

    private PostgresServer(Process keeper, string folder)
    {
        _keeper = keeper;
        Folder = folder;
    }

    /// <summary>The folder with the socket and everything else.</summary>
    public string Folder { get; }

    /// <summary>The server that all tests of this process share, started by the first who asks. The test is skipped where there is none to start.</summary>
    public static Task<PostgresServer> SharedAsync()
    {
        Skip.If(PostgresBinaries.Folder is null, PostgresBinaries.Missing);
        return OfProcess.Value;
    }

    /// <summary>A server for one test, which may stop and start it. The test is skipped where there is none to start.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        Skip.If(PostgresBinaries.Folder is null, PostgresBinaries.Missing);
        var folder = Directory.CreateTempSubdirectory("fleet-pg-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), Password);
        await File.WriteAllTextAsync(Path.Combine(folder, "keeper.sh"), PostgresKeeper.Script);
        var server = new PostgresServer(PostgresKeeper.Start(folder, PostgresBinaries.Folder!), folder);
        await server.AnswerAsync("made");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A name made above.
        command.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name, pooling: true);
    }

    /// <summary>How to reach a database of this server.</summary>
    public string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = Folder,
        Database = database,
        Username = User,
        Password = Password,
        Pooling = pooling,

        // Many small pools share the server.
        MaxPoolSize = 10,
        ConnectionIdleLifetime = 2,
        ConnectionPruningInterval = 1,
    }.ConnectionString;

    /// <summary>Ends the server at once, as a crash would: its clients lose their connections.</summary>
    public async Task StopAsync()
    {
        await _keeper.StandardInput.WriteLineAsync("stop");
        await AnswerAsync("stopped");
    }

    /// <summary>Starts it again over what it had stored.</summary>
    public async Task StartAgainAsync()
    {
        await _keeper.StandardInput.WriteLineAsync("start");
        await AnswerAsync("started");
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private async Task AnswerAsync(string expected)
    {
        await _keeper.StandardInput.FlushAsync();
        var answer = await _keeper.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (answer != expected)
        {
            var log = Path.Combine(Folder, "server.log");
            throw new InvalidOperationException(
                $"PostgreSQL in {Folder} should be {expected} but said '{answer}'. {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "It has no log.")}");
        }
    }
}
