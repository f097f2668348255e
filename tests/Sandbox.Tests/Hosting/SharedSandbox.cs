namespace FleetActors.Sandbox.Tests;

/// <summary>One sandbox for all tests of a class, for tables of requests that leave no trace behind.</summary>
public sealed class SharedSandbox : IAsyncLifetime
{
    internal SandboxHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await SandboxHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
