using System.Collections.Immutable;
using System.Reflection;

namespace FleetActors.Contracts;

public sealed class ContractWalkerTests
{
    private readonly SampleTypes _samples = new();

    [Fact]
    public void Walk_MessageThatKeepsTheRules_FindsNothing()
    {
        var good = _samples.Message("Good", message => message.Field("Value", typeof(ImmutableArray<int?>), 0));

        Problems(good).ShouldBeEmpty();
    }

    [Fact]
    public void Walk_MissingTypeAttributes_NamesEach()
    {
        var bad = _samples.Message("Bare", message => (message.Alias, message.Serializer, message.Immutable) = (null, false, false));

        Problems(bad).ShouldBe(["Bare: no [Alias]", "Bare: no [GenerateSerializer]", "Bare: no [Immutable]"], ignoreOrder: true);
    }

    [Fact]
    public void Walk_OpenClass_IsRefused()
    {
        var bad = _samples.Message("Open", message => message.Shape = 0);

        Problems(bad).ShouldBe(["Open: neither sealed nor abstract"]);
    }

    [Fact]
    public void Walk_MemberWithoutId_IsRefused()
    {
        var bad = _samples.Message("NoId", message => message.Field("Value", typeof(int), id: null));

        Problems(bad).ShouldBe(["NoId.Value: no [Id]"]);
    }

    [Fact]
    public void Walk_IdUsedTwice_IsRefused()
    {
        var bad = _samples.Message("Twice", message =>
        {
            message.Field("First", typeof(int), 3);
            message.Field("Second", typeof(string), 3);
        });

        Problems(bad).ShouldBe(["Twice.Second: the id 3 belongs to First"]);
    }

    [Fact]
    public void Walk_AliasUsedTwice_IsRefused()
    {
        var first = _samples.Message("First", message => message.Alias = "same");
        var second = _samples.Message("Second", message => message.Alias = "same");

        Problems(first, second).ShouldBe(["Second: the alias 'same' belongs to First"]);
    }

    [Theory]
    [InlineData(typeof(ImmutableArray<>))]
    [InlineData(typeof(ImmutableList<>))]
    public void Walk_BadTypeInsideAContainer_IsReached(Type container)
    {
        var inner = _samples.Message("Inner", message => message.Immutable = false);
        var outer = _samples.Message("Outer", message => message.Field("Items", container.MakeGenericType(inner), 0));

        Problems(outer).ShouldBe(["Inner: no [Immutable]"]);
    }

    [Fact]
    public void Walk_BaseAndDerivedOfAnAbstractType_AreReached()
    {
        var parent = _samples.Message("Parent", message =>
        {
            message.Shape = TypeAttributes.Abstract;
            message.Field("Value", typeof(int), id: null);
        });
        _samples.Message("Child", message => (message.Parent, message.Alias) = (parent, null));

        var walker = new ContractWalker(parent.Assembly);
        walker.Walk(parent, "test");

        walker.Problems.ShouldBe(["Parent.Value: no [Id]", "Child: no [Alias]"], ignoreOrder: true);
        walker.PolymorphicBases.ShouldBe([parent]);
    }

    [Fact]
    public void Walk_ForeignBase_IsRefused()
    {
        var bad = _samples.Message("Odd", message => message.Parent = typeof(EventArgs));

        Problems(bad).ShouldBe(["Odd: derives from System.EventArgs, whose members nobody has numbered"]);
    }

    [Theory]
    [InlineData(typeof(object))]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(Exception))]
    public void Walk_ForeignType_IsRefused(Type foreign)
    {
        var bad = _samples.Message("Carrier", message => message.Field("Value", foreign, 0));

        Problems(bad).ShouldBe([$"Carrier.Value: {foreign} is not ours and not known to every serializer"]);
    }

    [Fact]
    public void WalkGrainInterface_WithoutAliases_NamesInterfaceAndMethod()
    {
        var bad = _samples.GrainInterface("IBare", alias: null, methodAlias: null, typeof(Task));

        InterfaceProblems(bad).ShouldBe(["IBare: no [Alias]", "IBare.DoAsync: no [Alias]"]);
    }

    [Fact]
    public void WalkGrainInterface_ReturningNoTask_IsRefused()
    {
        var bad = _samples.GrainInterface("INow", "sample.now", "Do", typeof(int));

        InterfaceProblems(bad).ShouldBe(["INow.DoAsync: must return Task or ValueTask, not Int32"]);
    }

    [Fact]
    public void WalkGrainInterface_BadParameterAndResult_AreReached()
    {
        var argument = _samples.Message("Argument", message => message.Serializer = false);
        var result = _samples.Message("Result", message => message.Immutable = false);
        var bad = _samples.GrainInterface("ICarry", "sample.carry", "Do", typeof(ValueTask<>).MakeGenericType(result), argument);

        InterfaceProblems(bad).ShouldBe(["Result: no [Immutable]", "Argument: no [GenerateSerializer]"]);
    }

    [Fact]
    public void SharedNames_TwoGrainsOneName_NamesBoth()
    {
        StoredState[] states =
        [
            new(typeof(string), "same", "fleet", typeof(int)),
            new(typeof(Uri), "same", "fleet", typeof(int)),
            new(typeof(Guid), "own", "fleet", typeof(int)),
        ];

        StoredStates.SharedNames(states).ShouldBe(["the state name 'same' is shared by String, Uri"]);
    }

    [Fact]
    public void JsonShapes_AbstractTypeWithoutItsDerivedTypes_IsRefused()
    {
        var parent = _samples.Message("Base", message => message.Shape = TypeAttributes.Abstract);
        var child = _samples.Message("Leaf", message => message.Parent = parent);

        JsonShapes.Problems([parent], [parent, child]).ShouldBe(["Base: no [JsonDerivedType] for Leaf"]);
    }

    private static IReadOnlyList<string> Problems(params Type[] types)
    {
        var walker = new ContractWalker(types[0].Assembly);
        foreach (var type in types)
        {
            walker.Walk(type, "test");
        }

        return walker.Problems;
    }

    private static IReadOnlyList<string> InterfaceProblems(Type type)
    {
        var walker = new ContractWalker(type.Assembly);
        walker.WalkGrainInterface(type);
        return walker.Problems;
    }
}
