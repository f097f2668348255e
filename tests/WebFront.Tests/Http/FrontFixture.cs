using FleetActors.Support;

namespace FleetActors.Http;

/// <summary>One server without keys for the tests of a class.</summary>
public sealed class FrontFixture : IAsyncLifetime
{
    internal FrontApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await FrontApp.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
