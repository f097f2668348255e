using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// A silo and a client in this process. Whatever number of silos is asked for, there is one engine and one <see cref="Primary"/>:
/// what only shows with several silos has to be tested with the real packages.
/// </summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "They are instance members of the imitated class.")]
public class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly IConfiguration _configuration;

    private InProcessSiloHandle? _primary;

    private IHost? _clientHost;

    internal TestCluster(TestClusterOptions options, IConfiguration configuration)
    {
        Options = options;
        _configuration = configuration;
    }

    /// <summary>Settings of the cluster.</summary>
    public TestClusterOptions Options { get; }

    /// <summary>The silo.</summary>
    public SiloHandle? Primary => _primary;

    /// <summary>Always empty.</summary>
    public IReadOnlyList<SiloHandle> SecondarySilos => [];

    /// <summary>The silo, while it runs.</summary>
    public ReadOnlyCollection<SiloHandle> Silos => new(_primary is { IsActive: true } primary ? [primary] : []);

    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">The cluster is not deployed, or its client was stopped.</exception>
    public IClusterClient Client => ServiceProvider.GetRequiredService<IClusterClient>();

    /// <summary>Makes references to grains.</summary>
    public IGrainFactory GrainFactory => Client;

    /// <summary>Services of the client's host.</summary>
    public IServiceProvider ServiceProvider => _clientHost?.Services
        ?? throw new InvalidOperationException("The client is not connected: deploy the cluster first.");

    /// <summary>Starts the silo and, unless switched off, the client.</summary>
    public void Deploy() => DeployAsync().GetAwaiter().GetResult();

    /// <summary>Starts the silo and, unless switched off, the client.</summary>
    public async Task DeployAsync()
    {
        if (_primary is not null)
        {
            throw new InvalidOperationException("Cluster host already deployed.");
        }

        await StartPrimaryAsync();
        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
        }
    }

    /// <summary>Connects a new client.</summary>
    public async Task InitializeClientAsync()
    {
        _clientHost = TestClusterHostFactory.CreateClusterClient("MainClient", _configuration);
        await _clientHost.StartAsync();
    }

    /// <summary>The silo, while it runs.</summary>
    public IEnumerable<SiloHandle> GetActiveSilos() => Silos;

    /// <summary>Services of the silo's host.</summary>
    public IServiceProvider GetSiloServiceProvider() => (_primary ?? throw new InvalidOperationException("The cluster is not deployed.")).ServiceProvider;

    /// <summary>Stops a silo, letting turns in progress end.</summary>
    public Task StopSiloAsync(SiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.StopSiloAsync(stopGracefully: true);
    }

    /// <summary>Stops a silo at once: grains are not told.</summary>
    public Task KillSiloAsync(SiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.StopSiloAsync(stopGracefully: false);
    }

    /// <summary>Stops a silo and starts a new one in its place; the client finds it.</summary>
    public async Task<SiloHandle?> RestartSiloAsync(SiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await instance.DisposeAsync();
        await StartPrimaryAsync();
        return _primary;
    }

    /// <summary>Ends a grain's activation, if there is one, and waits until it has ended.</summary>
    public async Task DeactivateAsync(IAddressable grain)
    {
        var id = grain.GetGrainId();
        foreach (var activation in GetSiloServiceProvider().GetRequiredService<Engine>().AllActivations().Where(activation => activation.GrainId == id))
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The test asked for it."));
            await activation.Deactivated;
        }
    }

    /// <summary>Stops the client.</summary>
    public async Task StopClusterClientAsync()
    {
        if (Interlocked.Exchange(ref _clientHost, null) is { } client)
        {
            await client.StopAsync();
            await ((IAsyncDisposable)client).DisposeAsync();
        }
    }

    /// <summary>Stops client and silo, letting turns in progress end.</summary>
    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    /// <summary>Stops client and silo, letting turns in progress end.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        if (_primary is { } primary)
        {
            await primary.StopSiloAsync(stopGracefully: true);
        }
    }

    /// <summary>Membership of one silo is stable at once.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public async ValueTask DisposeAsync()
    {
        await StopClusterClientAsync();
        if (_primary is { } primary)
        {
            await primary.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private async Task StartPrimaryAsync()
    {
        var host = TestClusterHostFactory.CreateSiloHost("Primary", _configuration);
        await host.StartAsync();
        _primary = new InProcessSiloHandle { Name = "Primary", SiloHost = host, ClusterOptions = Options };
    }
}
