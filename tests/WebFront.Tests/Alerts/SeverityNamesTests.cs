namespace FleetActors.Alerts;

public sealed class SeverityNamesTests
{
    [Theory]
    [InlineData("low", "low", null)]
    [InlineData("LOW", "low", null)]
    [InlineData("Medium", "medium", null)]
    [InlineData(" critical ", "critical", null)]
    [InlineData("high", "critical", null)]
    [InlineData("HIGH", "critical", null)]
    [InlineData("Warning", "medium", null)]
    [InlineData("INFO", "low", null)]
    [InlineData("catastrophic", "medium", "catastrophic")]
    [InlineData("5", "medium", "5")]
    [InlineData("unknown", "medium", "unknown")]
    [InlineData(null, "unknown", null)]
    [InlineData("", "unknown", null)]
    [InlineData("  ", "unknown", null)]
    public void Read_EachWord_IsMapped(string? text, string expected, string? mappedFrom)
    {
        SeverityNames.Read(text, out var from).Word().ShouldBe(expected);
        from.ShouldBe(mappedFrom);
    }

    [Fact]
    public void Read_VeryLongWord_KeepsItsBeginning()
    {
        SeverityNames.Read(new string('x', 900), out var from).ShouldBe(Severity.Medium);
        from.ShouldBe(new string('x', 40));
    }
}
