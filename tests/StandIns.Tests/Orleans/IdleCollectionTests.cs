using Orleans.Configuration;
using Orleans.TestingHost;

namespace FleetActors.StandIns.Grains;

public sealed class IdleCollectionTests : IAsyncLifetime
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    private TestCluster? _cluster;

    public async Task InitializeAsync() => _cluster = await GrainCluster.DeployAsync<SiloConfigurator>();

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    [Fact]
    public async Task IdleActivation_IsCollected_OthersAreNot()
    {
        var delayed = Grain("delayed");
        await delayed.Delay(TimeSpan.FromMinutes(10));
        var kept = _cluster!.GrainFactory.GetGrain<IKeptGrain>(Key("kept"));
        await kept.Touch();
        var busy = Grain("busy");
        var holding = busy.Hold(Key("hold"));

        await Grain("idle").Touch();
        await Signals.Await($"{Key("idle")} {DeactivationReasonCode.ActivationIdle}");
        await Grain("idle").Touch();
        await Signals.Until(() => Task.FromResult(Signals.LogOf(Key("idle")).Count == 4), "the second collection");

        Signals.LogOf(Key("idle")).ShouldBe(["activated", "ActivationIdle", "activated", "ActivationIdle"]);
        Signals.LogOf(Key("delayed")).ShouldBe(["activated"]);
        Signals.LogOf(Key("busy")).ShouldBe(["activated"]);
        Signals.IsSet($"{Key("kept")} {DeactivationReasonCode.ActivationIdle}").ShouldBeFalse();
        Signals.Set(Key("hold"));
        await holding;
    }

    private IHostGrain Grain(string kind) => _cluster!.GrainFactory.GetGrain<IHostGrain>(Key(kind));

    private string Key(string kind) => $"{kind}-{_test}";

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) => siloBuilder.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromMilliseconds(500);
            options.CollectionAge = TimeSpan.FromSeconds(1);
        });
    }
}
