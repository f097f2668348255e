using FleetActors.Cluster;

namespace FleetActors.OnCall;

/// <summary>Policies, contacts and the lookup in one cluster; each test has ids of its own.</summary>
public sealed class OnCallGrainsTests(OnCallGrainsTests.Shared shared) : IClassFixture<OnCallGrainsTests.Shared>
{
    private static readonly EscalationPolicy Night = new(
        "night",
        "SMS to Ada, then a call to a number",
        [
            new PolicyStep(["ada", "+15550100077"], [Channel.Sms], [], TimeSpan.Zero, TimeSpan.FromMinutes(2)),
            new PolicyStep(["nobody", "ada"], [Channel.Call], [Channel.Call], TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1)),
        ],
        Rounds: 2,
        TimeSpan.FromMinutes(15));

    private IGrainFactory Grains => shared.Cluster.Grains;

    private IOnCallLookup Lookup => shared.Cluster.Service<IOnCallLookup>();

    [Fact]
    public async Task Policy_NeverStored_IsBuiltInOrNull()
    {
        var medium = (await Grains.GetPolicy("medium").GetAsync()).ShouldNotBeNull();

        medium.Action.ShouldBe(BuiltInPolicies.Medium.Action);
        (await Grains.GetPolicy("unheard-of").GetAsync()).ShouldBeNull();
        (await Grains.GetPolicy("medium").DeleteAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Stored_AfterARestart_ComesBackWhole()
    {
        var world = new World();
        await using (var first = await FleetCluster.StartAsync(world))
        {
            await first.Grains.GetPolicy("night").PutAsync(Night);
            await first.Grains.GetContact("ada").PutAsync(new Contact("ada", "Ada", ["+15550100011", "+15550100012"]));
        }

        await using var second = await FleetCluster.StartAsync(world);
        (await second.Grains.GetContact("ada").GetAsync()).ShouldNotBeNull().Numbers.ShouldBe(["+15550100011", "+15550100012"]);
        var back = (await second.Service<IOnCallLookup>().PolicyAsync("night")).ShouldNotBeNull();
        (back.Action, back.Rounds, back.SlowInterval).ShouldBe((Night.Action, Night.Rounds, Night.SlowInterval));
        back.Steps.Select(step => (step.Delay, step.AckTimeout)).ShouldBe(Night.Steps.Select(step => (step.Delay, step.AckTimeout)));
        back.Steps[1].Targets.ShouldBe(["nobody", "ada"]);
        back.Steps[1].RepeatChannels.ShouldBe([Channel.Call]);
        PolicyRules.Check(back).ShouldBeEmpty();
    }

    [Fact]
    public async Task Policy_BuiltInOverridden_ReturnsToItsDefaultWhenDeleted()
    {
        await Grains.GetPolicy("low").PutAsync(BuiltInPolicies.Low with { Rounds = 9 });
        (await Grains.GetPolicy("low").GetAsync())!.Rounds.ShouldBe(9);

        (await Grains.GetPolicy("low").DeleteAsync()).ShouldBeTrue();
        (await Grains.GetPolicy("low").DeleteAsync()).ShouldBeFalse("a repeat changes nothing");
        (await Grains.GetPolicy("low").GetAsync())!.Rounds.ShouldBe(1);
    }

    [Fact]
    public async Task Policy_BreakingTheRules_IsRefusedAndNothingStored()
    {
        await Should.ThrowAsync<ArgumentException>(() => Grains.GetPolicy("bad").PutAsync(Night with { Id = "bad", Rounds = 0 }));
        await Should.ThrowAsync<ArgumentException>(() => Grains.GetPolicy("bad").PutAsync(Night));

        (await Grains.GetPolicy("bad").GetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Policy_WriteFails_StaysWhatItWas()
    {
        await Grains.GetPolicy("kept").PutAsync(Night with { Id = "kept" });
        shared.Cluster.World.Store.FailNextWrites(1);
        await Should.ThrowAsync<Exception>(() => Grains.GetPolicy("kept").PutAsync(Night with { Id = "kept", Rounds = 50 }));

        (await Grains.GetPolicy("kept").GetAsync())!.Rounds.ShouldBe(Night.Rounds);
        (await Lookup.PolicyAsync("kept"))!.Rounds.ShouldBe(Night.Rounds);
    }

    [Fact]
    public async Task Contact_NeverStored_IsFromSettingsOrNull()
    {
        (await Grains.GetContact("dispatcher").GetAsync()).ShouldNotBeNull().Numbers.ShouldBe([World.Dispatcher]);
        (await Grains.GetContact("stranger").GetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Contact_HexNamesThatSqlWouldTakeForOneInteger_AreApart()
    {
        await Grains.GetContact("ada").PutAsync(new Contact("ada", "Ada", ["+15550100011"]));
        await Grains.GetContact("bed").PutAsync(new Contact("bed", "Bed", ["+15550100012"]));

        Grains.GetContact("ada").GetPrimaryKeyString().ShouldBe("contact/ada");
        (await Grains.GetContact("ada").GetAsync())!.Name.ShouldBe("Ada");
        (await Grains.GetContact("bed").GetAsync())!.Name.ShouldBe("Bed");
    }

    [Fact]
    public async Task Contact_BuiltInOverridden_ReturnsToTheSettingWhenDeleted()
    {
        await Grains.GetContact("on-call").PutAsync(new Contact("on-call", "Grace", ["+15550100013"]));
        (await Lookup.ContactAsync("on-call"))!.Name.ShouldBe("Grace");

        (await Grains.GetContact("on-call").DeleteAsync()).ShouldBeTrue();
        (await Lookup.ContactAsync("on-call"))!.Numbers.ShouldBe([World.OnCall]);
    }

    [Fact]
    public async Task Lookup_AfterPutAndDelete_SeesTheChangeAtOnce()
    {
        (await Lookup.PolicyAsync("seen")).ShouldBeNull();
        await Grains.GetPolicy("seen").PutAsync(Night with { Id = "seen" });
        (await Lookup.PolicyAsync("seen"))!.Rounds.ShouldBe(Night.Rounds);
        await Grains.GetPolicy("seen").DeleteAsync();
        (await Lookup.PolicyAsync("seen")).ShouldBeNull();
    }

    [Fact]
    public async Task Resolve_TargetsOfAllKinds_ListsEachOnceAndLeavesOutWhoIsMissing()
    {
        await Grains.GetContact("rosa").PutAsync(new Contact("rosa", "Rosa", ["+15550100021", "+15550100022"]));
        var policy = Night with
        {
            Steps = [Night.Steps[0] with { Targets = ["rosa", "+15550100077"] }, Night.Steps[1] with { Targets = ["missing", "rosa"] }],
        };

        var roster = await Lookup.ResolveAsync(policy);

        roster.Entries.Select(entry => entry.Target).ShouldBe(["rosa", "+15550100077"]);
        roster.Find("rosa")!.Numbers.ShouldBe(["+15550100021", "+15550100022"]);
        roster.Find("+15550100077").ShouldNotBeNull().Name.ShouldBe("\u2022077");
        roster.Find("missing").ShouldBeNull();
    }

    [Fact]
    public async Task Grain_ReachedByABareKey_SaysHowToGetIt() =>
        (await Should.ThrowAsync<ArgumentException>(() => Grains.GetGrain<IPolicyGrain>("medium").GetAsync())).Message.ShouldContain("GetPolicy");

    public sealed class Shared : IAsyncLifetime
    {
        internal FleetCluster Cluster { get; private set; } = null!;

        public async Task InitializeAsync() => Cluster = await FleetCluster.StartAsync();

        public async Task DisposeAsync() => await Cluster.DisposeAsync();
    }
}
