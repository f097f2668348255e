using System.Globalization;
using FleetActors.Recordings;
using FleetActors.Storage.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FleetActors.Storage.Transfer;

/// <summary><c>export FILE</c> and <c>import FILE</c>: carry everything that is stored from one database to another.</summary>
public static class TransferCommand
{
    private const string Export = "export";
    private const string Import = "import";

    /// <summary>Whether the arguments ask for it.</summary>
    public static bool IsMeant(string[] args) => args is [Export or Import, ..];

    /// <summary>Runs it on the database that the settings name. An interrupted import goes on when it is run again with the same file.</summary>
    /// <returns>0 when done, 1 when it cannot be done or was interrupted, 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (args is not [Export or Import, { Length: > 0 } file] || file.StartsWith('-'))
        {
            await errors.WriteLineAsync("usage: export FILE | import FILE   (the database is that of DATABASE_URL or DATA_DIR)");
            return 2;
        }

        try
        {
            await using var services = Services(configuration);
            var database = services.GetRequiredService<FleetDatabase>();
            var recordings = Carrier(services.GetRequiredService<IOptions<RecordingOptions>>().Value);
            var rows = args[0] == Export
                ? await ExportAsync(database, recordings, file, output, cancellationToken)
                : await ImportAsync(database, recordings, file, output, cancellationToken);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows:N0} rows {(args[0] == Export ? $"of {database.Description} written to {file}" : $"of {file} are in {database.Description}; a server may start on it")}. Recordings: {recordings.Description}."));
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync(args[0] == Import ? "Interrupted. The same command goes on where it stopped." : "Interrupted. No file was written.");
            return 1;
        }
        catch (Exception exception) when (exception is StorageException or OptionsValidationException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await errors.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task<long> ExportAsync(FleetDatabase database, IRecordingCarrier recordings, string file, TextWriter output, CancellationToken cancellationToken)
    {
        await Migrator(database).MigrateAsync(cancellationToken);
        return await new FleetExport(database, recordings, TimeProvider.System, Progress("exported", output)).RunAsync(file, cancellationToken);
    }

    private static Task<long> ImportAsync(FleetDatabase database, IRecordingCarrier recordings, string file, TextWriter output, CancellationToken cancellationToken) =>
        new FleetImport(database, recordings, Migrator(database), Progress("imported", output)).RunAsync(file, cancellationToken);

    private static SchemaMigrator Migrator(FleetDatabase database) => new(database, TimeProvider.System, NullLogger<SchemaMigrator>.Instance);

    private static TransferProgress Progress(string verb, TextWriter output) => new(verb, output, TimeProvider.System);

    private static IRecordingCarrier Carrier(RecordingOptions options) =>
        options.IsDatabase ? new DatabaseCarrier() : new DirectoryCarrier(Path.GetFullPath(options.Directory));

    private static ServiceProvider Services(IConfiguration configuration) => new ServiceCollection()
        .AddSingleton(configuration)
        .AddFleetDatabase(configuration)
        .AddRecordingOptions()
        .BuildServiceProvider();
}
