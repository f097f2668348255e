using FleetActors.Devices;
using Microsoft.Extensions.DependencyInjection;

namespace FleetActors.Fleets;

public sealed class FleetGrainTests : IAsyncLifetime
{
    private static readonly FleetProfile Cold = FleetProfile.BuiltIn with { Name = "Cold chain", Rules = [Rules.Above(80)] };

    private DeviceWorld _world = null!;

    public async Task InitializeAsync() => _world = await DeviceWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Get_NothingPut_OnlyTheDefaultFleetHasAProfile()
    {
        (await _world.Fleet("default").GetAsync()).ShouldBe(new FleetProfileVersion(FleetProfile.BuiltIn, 0));
        (await _world.Fleet("cold").GetAsync()).ShouldBe(new FleetProfileVersion(null, 0));
    }

    [Fact]
    public async Task Put_GoodProfile_IsThereAfterARestart()
    {
        (await _world.Fleet("cold").PutAsync(Cold)).ShouldBeEmpty();
        await _world.RestartAsync();
        var stored = await _world.Fleet("cold").GetAsync();
        stored.Revision.ShouldBe(1);
        stored.Profile!.Rules.ShouldBe(Cold.Rules);
        (stored.Profile with { Rules = Cold.Rules }).ShouldBe(Cold);
    }

    [Fact]
    public async Task Put_WrongProfile_StoresNothing()
    {
        (await _world.Fleet("cold").PutAsync(Cold with { Name = "" })).Select(error => error.Path).ShouldBe(["name"]);
        (await _world.Fleet("cold").GetAsync()).Profile.ShouldBeNull();
    }

    [Fact]
    public async Task Put_StorageAway_KeepsTheOldOne()
    {
        await _world.Fleet("cold").PutAsync(Cold);
        _world.Storage.FailWrites(new IOException("disk full"));
        await Should.ThrowAsync<Exception>(() => _world.Fleet("cold").PutAsync(Cold with { Name = "New" }));
        _world.Storage.FailWrites(null);
        var stored = await _world.Fleet("cold").GetAsync();
        (stored.Profile!.Name, stored.Revision).ShouldBe(("Cold chain", 1));
    }

    [Fact]
    public async Task Delete_StoredProfile_FallsBackWithAHigherRevision()
    {
        await _world.Fleet("default").PutAsync(Cold);
        (await _world.Fleet("default").DeleteAsync()).ShouldBeTrue();
        (await _world.Fleet("default").DeleteAsync()).ShouldBeFalse();
        (await _world.Fleet("default").GetAsync()).ShouldBe(new FleetProfileVersion(FleetProfile.BuiltIn, 2));
    }

    [Fact]
    public async Task Cache_ChangeMadeHere_IsSeenAtOnce()
    {
        await _world.Fleet("cold").PutAsync(Cold);
        var slot = await Cache.GetAsync("cold");
        var before = slot.Current;
        await _world.Fleet("cold").PutAsync(Cold with { Rules = [Rules.Below(2)] });
        slot.Current.ShouldNotBeSameAs(before);
        slot.Current.Profile!.Rules.ShouldBe([Rules.Below(2)]);
    }

    [Fact]
    public async Task Cache_NothingChanged_RefreshesToTheSameObject()
    {
        var slot = await Cache.GetAsync("cold");
        var before = slot.Current;
        await Cache.RefreshAsync(CancellationToken.None);
        slot.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Cache_FleetWithoutProfile_IsNotKept()
    {
        (await Cache.FindAsync("nowhere")).ShouldBeNull();
        await _world.Fleet("nowhere").PutAsync(Cold);
        (await Cache.FindAsync("nowhere"))!.Current.Profile!.Name.ShouldBe("Cold chain");
    }

    [Fact]
    public void Offer_OlderRevision_ChangesNothing()
    {
        var slot = new FleetSlot("cold", new FleetSnapshot(new FleetProfileVersion(null, 1)));
        slot.Offer(new FleetProfileVersion(Cold, 3));
        slot.Offer(new FleetProfileVersion(null, 2));
        slot.Current.Profile.ShouldBe(Cold);
        slot.TakeUsed().ShouldBeTrue();
        slot.TakeUsed().ShouldBeFalse();
    }

    private FleetProfileCache Cache => _world.Services.GetRequiredService<FleetProfileCache>();
}
