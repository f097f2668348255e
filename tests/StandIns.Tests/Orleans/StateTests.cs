using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace FleetActors.StandIns.Grains;

public sealed class StateTests(StateTests.StateCluster cluster) : IClassFixture<StateTests.StateCluster>
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private IStateGrain Grain => cluster.Grains.GetGrain<IStateGrain>(_key);

    [Fact]
    public async Task State_NothingStored_IsNewAndHasNoRecord()
    {
        (await Grain.Total()).ShouldBe(0);
        (await Grain.Record()).ShouldBe((false, null));
    }

    [Fact]
    public async Task State_Written_IsReadBeforeTheNextActivation()
    {
        await Grain.Add(5);
        (await Grain.Record()).ShouldBe((true, "1"));
        await Grain.Add(2);
        await Grain.End();

        (await Grain.TotalAtActivation()).ShouldBe(7);
        (await Grain.Record()).ShouldBe((true, "2"));
    }

    [Fact]
    public async Task State_NotWritten_IsLostWithTheActivation()
    {
        await Grain.Add(5);
        await Grain.Scribble(100);
        (await Grain.Total()).ShouldBe(100);
        await Grain.End();

        (await Grain.Total()).ShouldBe(5);
    }

    [Fact]
    public async Task ReadState_DropsUnwrittenChanges()
    {
        await Grain.Add(5);
        await Grain.Scribble(100);
        await Grain.Reload();

        (await Grain.Total()).ShouldBe(5);
    }

    [Fact]
    public async Task ClearState_RemovesTheRecord()
    {
        await Grain.Add(5);
        await Grain.Clear();

        (await Grain.Total()).ShouldBe(0);
        (await Grain.Record()).ShouldBe((false, null));
        (await Grain.Add(1)).ShouldBe(1);
    }

    [Fact]
    public async Task WriteState_RowChangedByAnother_ThrowsInconsistentState_AndEndsTheActivation()
    {
        await Grain.Add(5);
        var instance = await Grain.Instance();
        cluster.Storage.Overwrite("counter", Grain.GetGrainId(), new CounterState { Total = 50 });

        await Should.ThrowAsync<InconsistentStateException>(() => Grain.Add(1));

        (await Grain.Total()).ShouldBe(50);
        (await Grain.Instance()).ShouldNotBe(instance);
        (await Grain.Add(1)).ShouldBe(51);
    }

    [Fact]
    public async Task WriteState_StorageFails_ThrowsOrleansExceptionWithTheCause_AndTheActivationLives()
    {
        await Grain.Add(5);
        var instance = await Grain.Instance();
        cluster.Storage.NextFailure = new IOException("disk full");

        var exception = await Should.ThrowAsync<OrleansException>(() => Grain.Add(1));

        exception.InnerException.ShouldBeOfType<IOException>().Message.ShouldBe("disk full");
        (await Grain.Instance()).ShouldBe(instance);
        (await Grain.Add(1)).ShouldBe(7);
    }

    [Fact]
    public async Task WriteState_SeveralAtOnce_AreOneAfterTheOther_AndFewerThanAsked()
    {
        await Grain.Add(1);
        var before = cluster.Storage.Writes;

        (await Grain.WriteTogether(20)).ShouldBe(21);

        (cluster.Storage.Writes - before).ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task State_TouchedOutsideTheGrainsScheduler_IsRefused() => (await Grain.TouchElsewhere()).ShouldBeFalse();

    /// <summary>A cluster over a store that the tests control.</summary>
    public sealed class StateCluster : IAsyncLifetime
    {
        private static readonly AsyncLocal<RowStorage?> Deploying = new();

        private TestCluster? _cluster;

        public IGrainFactory Grains => _cluster!.GrainFactory;

        internal RowStorage Storage { get; } = new();

        public async Task InitializeAsync()
        {
            Deploying.Value = Storage;
            _cluster = await GrainCluster.DeployAsync<SiloConfigurator>();
        }

        public async Task DisposeAsync() => await _cluster!.DisposeAsync();

        private sealed class SiloConfigurator : ISiloConfigurator
        {
            public void Configure(ISiloBuilder siloBuilder)
            {
                var storage = Deploying.Value!;
                siloBuilder.Services.AddGrainStorage("tests", (_, _) => storage);
            }
        }
    }
}
