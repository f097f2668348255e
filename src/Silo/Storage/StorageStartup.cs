using Microsoft.Extensions.Hosting;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>
/// Brings the schema up to date before anything reads it: with the host's first step, and, for hosts that skip that step, with the silo's first stage.
/// </summary>
internal sealed class StorageStartup(FleetDatabase database, SchemaMigrator migrator) : IHostedLifecycleService, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _gate = new();
    private Task? _ready;

    public Task StartingAsync(CancellationToken cancellationToken) => EnsureReadyAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        database.ReleaseConnections();
        return Task.CompletedTask;
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(StorageStartup), ServiceLifecycleStage.First, EnsureReadyAsync);

    private Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _ready ??= migrator.MigrateAsync(cancellationToken);
        }
    }
}
