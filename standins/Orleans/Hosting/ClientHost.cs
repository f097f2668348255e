using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime;

/// <summary>Starts and stops a client with its host.</summary>
internal sealed class ClientHost(ClientOrigin origin, IEnumerable<IConfigurationValidator> validators) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
        {
            validator.ValidateConfiguration();
        }

        // Says what to do when there is no silo.
        _ = origin.Engine;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        origin.Waits.FailAll();
        origin.Waits.Dispose();
        return Task.CompletedTask;
    }
}
