using FleetActors.Storage;
using FleetActors.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace FleetActors.Clustering;

/// <summary>
/// Stops the start of a front whose connection string the server refuses. A server that is away is no reason: the front waits for it as for the silos.
/// </summary>
internal sealed class DatabaseCheck(FleetDatabase database) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StorageException($"The database {database.Description} cannot be used: {database.Dialect.Explain(refused)}", refused);
        }
        catch (NpgsqlException)
        {
            // Away.
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        database.ReleaseConnections();
        return Task.CompletedTask;
    }
}
