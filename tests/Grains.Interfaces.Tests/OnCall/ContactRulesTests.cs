namespace FleetActors.OnCall;

public sealed class ContactRulesTests
{
    private static readonly Contact Good = new("ada", "Ada Lovelace", ["+15550100001", "+442071838750"]);

    [Fact]
    public void Check_GoodContact_FindsNothing() => ContactRules.Check(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Ada\nLovelace")]
    public void Check_Name_IsRefused(string name) => Paths(Good with { Name = name }).ShouldBe(["name"]);

    [Fact]
    public void Check_LongName_IsRefused() => Paths(Good with { Name = new string('a', 101) }).ShouldBe(["name"]);

    [Fact]
    public void Check_NumberCount_IsRefused()
    {
        Paths(Good with { Numbers = [] }).ShouldBe(["numbers"]);
        Paths(Good with { Numbers = default }).ShouldBe(["numbers"]);
        Paths(Good with { Numbers = [.. Enumerable.Range(0, 11).Select(i => $"+155501000{i:00}")] }).ShouldBe(["numbers"]);
    }

    [Fact]
    public void Check_Numbers_AreToldWithTheirPlaces() =>
        Paths(Good with { Numbers = ["+15550100001", "5550100001", "+15550100001"] }).ShouldBe(["numbers[1]", "numbers[2]"]);

    private static IEnumerable<string> Paths(Contact contact) => ContactRules.Check(contact).Select(error => error.Path);
}
