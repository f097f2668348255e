using System.Reflection;
using FleetActors.Alerts;
using FleetActors.Storage;

namespace FleetActors.Contracts;

/// <summary>
/// Holds the contracts against <c>contracts.txt</c>, what releases so far have agreed on. Additions are written into it with
/// <c>FLEET_ACCEPT_CONTRACTS=1 dotnet test tests/Grains.Interfaces.Tests --filter ContractManifest</c>; what breaks older releases only by hand.
/// </summary>
public sealed class ContractManifestTests
{
    private const string Accept = "FLEET_ACCEPT_CONTRACTS";

    private const string HowToAccept =
        $"contracts.txt does not have these yet. If that is all right: {Accept}=1 dotnet test tests/Grains.Interfaces.Tests --filter ContractManifest";

    private static readonly Assembly[] Ours = [typeof(IAlertGrain).Assembly, typeof(StorageNames).Assembly];

    private readonly SampleTypes _samples = new();

    [Fact]
    public void Contracts_OfThisRelease_AreThoseOfTheFileAndNothingElse()
    {
        var kept = ContractManifest.Parse(File.ReadAllText(PathOfFile()));
        var now = Current();

        kept.BrokenBy(now).ShouldBeEmpty();
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            File.WriteAllText(PathOfFile(), Header + kept.With(now));
            return;
        }

        kept.AddedBy(now).ShouldBeEmpty(HowToAccept);
    }

    [Fact]
    public void Manifest_ReadFromItsText_IsTheSame()
    {
        var now = Current();

        ContractManifest.Parse(Header + now).ToString().ShouldBe(now.ToString());
        now.ToString().ShouldContain("type fleet.alert.opened 01: Report fleet.alert.raise\n");
        now.ToString().ShouldContain("grain fleet.dispatch Claim: (String, String) -> Task<fleet.call.action-result>\n");
    }

    [Fact]
    public void MemberRemoved_IsTold() =>
        Compare([("First", typeof(int), 0), ("Second", typeof(int), 1)], [("First", typeof(int), 0)])
            .ShouldBe(["type sample.Message 01: 'Second Int32' is gone. Older releases still send or call it: leave it for a release, then write 'retired' in its place here"]);

    [Fact]
    public void MemberRetyped_IsTold() =>
        Compare([("First", typeof(int), 0)], [("First", typeof(long), 0)])
            .ShouldBe(["type sample.Message 00: was 'First Int32', is 'First Int64'. Older releases go on with the first: leave it and add the new one beside it"]);

    [Fact]
    public void MemberRenumbered_IsTold() =>
        Compare([("First", typeof(int), 0)], [("First", typeof(int), 4)]).ShouldHaveSingleItem().ShouldStartWith("type sample.Message 00: 'First Int32' is gone.");

    [Fact]
    public void NumberOfARetiredMember_IsNotGivenOutAgain()
    {
        var kept = ContractManifest.Parse("type sample.Message: class\ntype sample.Message 00: retired\n");

        kept.BrokenBy(ManifestOf()).ShouldBeEmpty();
        kept.BrokenBy(ManifestOf(("Other", typeof(int), 0))).ShouldHaveSingleItem().ShouldContain("Take a new number");
        kept.With(ManifestOf(("Other", typeof(int), 1))).ToString().ShouldBe("type sample.Message: class\ntype sample.Message 00: retired\ntype sample.Message 01: Other Int32\n");
    }

    [Fact]
    public void MemberAdded_IsNoBreak()
    {
        var kept = ManifestOf(("First", typeof(int), 0));
        var now = ManifestOf(("First", typeof(int), 0), ("Second", typeof(string), 1));

        kept.BrokenBy(now).ShouldBeEmpty();
        kept.AddedBy(now).ShouldBe(["type sample.Message 01: Second String"]);
    }

    [Fact]
    public void Method_WithAnotherParameter_IsTold()
    {
        var before = ContractManifest.Of([_samples.GrainInterface("IDo", "sample.do", "Do", typeof(Task), typeof(int))], []);
        var now = ContractManifest.Of([new SampleTypes().GrainInterface("IDo", "sample.do", "Do", typeof(Task), typeof(int), typeof(string))], []);

        before.BrokenBy(now).ShouldHaveSingleItem().ShouldStartWith("grain sample.do Do: was '(Int32) -> Task', is '(Int32, String) -> Task'.");
    }

    [Theory]
    [InlineData(typeof(Task), typeof(ValueTask), true)]
    [InlineData(typeof(Task<int>), typeof(ValueTask<int>), true)]
    [InlineData(typeof(Task<int>), typeof(ValueTask<long>), false)]
    [InlineData(typeof(Task), typeof(Task<int>), false)]
    public void Method_WithAnotherAnswer_IsToldUnlessOnlyTheKindOfTaskChanged(Type before, Type now, bool isSame)
    {
        var kept = ContractManifest.Of([_samples.GrainInterface("IDo", "sample.do", "Do", before)], []);

        kept.BrokenBy(ContractManifest.Of([new SampleTypes().GrainInterface("IDo", "sample.do", "Do", now)], [])).Count.ShouldBe(isSame ? 0 : 1);
    }

    [Fact]
    public void EnumWord_WithAnotherNumber_IsTold() => ContractManifest.Parse("type sample.Message: class\ntype sample.Message 00: Day System.DayOfWeek\nenum System.DayOfWeek: Int32\nenum System.DayOfWeek 01: Tuesday\n")
        .BrokenBy(ManifestOf(("Day", typeof(DayOfWeek), 0))).ShouldHaveSingleItem().ShouldStartWith("enum System.DayOfWeek 01: was 'Tuesday', is 'Monday'.");

    private const string Header = """
        # What releases have agreed on: grain interfaces and their methods, types and the numbers of their members, enums and their numbers.
        # Additions are written here by a test, see ContractManifestTests. A line is changed by hand only, and only to 'retired'.

        """;

    private static IReadOnlyList<string> Compare((string Name, Type Type, uint Id)[] before, (string Name, Type Type, uint Id)[] now) =>
        ManifestOf(before).BrokenBy(ManifestOf(now));

    private static ContractManifest ManifestOf(params (string Name, Type Type, uint Id)[] members)
    {
        var type = new SampleTypes().Message("Message", message =>
        {
            foreach (var (name, memberType, id) in members)
            {
                message.Field(name, memberType, id);
            }
        });
        return ContractManifest.Of([], [type]);
    }

    private static ContractManifest Current()
    {
        var grains = Ours.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).ToList();
        var walker = new ContractWalker(Ours);
        foreach (var grain in grains)
        {
            walker.WalkGrainInterface(grain);
        }

        foreach (var state in StoredStates.Of(Ours[1].GetTypes()))
        {
            walker.Walk(state.State, state.Grain.Name);
        }

        return ContractManifest.Of(grains, walker.Reached);
    }

    private static string PathOfFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FleetActors.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the sources.");
        }

        return Path.Combine(folder.FullName, "tests", "Grains.Interfaces.Tests", "Contracts", "contracts.txt");
    }
}
