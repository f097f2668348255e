using System.Reflection;
using FleetActors.Alerts;
using FleetActors.Storage;

namespace FleetActors.Contracts;

public sealed class ContractTests
{
    private static readonly Assembly Interfaces = typeof(IAlertGrain).Assembly;
    private static readonly Assembly Grains = typeof(StorageNames).Assembly;

    private static IEnumerable<Type> GrainInterfaces =>
        from assembly in new[] { Interfaces, Grains }
        from type in assembly.GetTypes()
        where type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)
        select type;

    [Fact]
    public void GrainInterfaces_AndAllTheyCarry_KeepTheContractRules()
    {
        var walker = new ContractWalker(Interfaces, Grains);
        foreach (var type in GrainInterfaces)
        {
            walker.WalkGrainInterface(type);
        }

        walker.Problems.ShouldBeEmpty();
        walker.Reached.ShouldContain(typeof(AlertView), "or the walk reaches nothing");
    }

    [Fact]
    public void StoredStates_AndAllTheyCarry_KeepTheContractRules()
    {
        var walker = new ContractWalker(Interfaces, Grains);
        foreach (var state in StoredStates.Of(Grains.GetTypes()))
        {
            walker.Walk(state.State, state.Grain.Name);
        }

        // An event of a kind that nobody knows has no word of its own: it is written with the one it was read with.
        var worded = walker.Reached.Where(static type => type.Name != "UnknownEvent").ToList();
        walker.Problems.Concat(JsonShapes.Problems(walker.PolymorphicBases, worded)).ShouldBeEmpty();
        walker.Reached.Select(type => type.Name).ShouldContain("AlertOpened", "or the walk reaches too little");
    }

    [Fact]
    public void StoredStates_OfAllGrains_LieInTheFleetStoreUnderTheirOwnNames()
    {
        var states = StoredStates.Of(Grains.GetTypes()).ToList();

        StoredStates.SharedNames(states).ShouldBeEmpty();
        states.ShouldAllBe(state => state.StorageName == StorageNames.Fleet);
    }

    [Fact]
    public void PolymorphicBases_OfTheWire_AreTheKnownOnes()
    {
        var walker = new ContractWalker(Interfaces, Grains);
        foreach (var type in GrainInterfaces)
        {
            walker.WalkGrainInterface(type);
        }

        // A silo of the previous release cannot read a new member of such a family: it must be taught to before anybody sends one.
        walker.PolymorphicBases.Select(type => type.Name).Order(StringComparer.Ordinal).ShouldBe(["RuleCondition", "SpeechEvent", "TelephonyCommand"]);
    }
}
