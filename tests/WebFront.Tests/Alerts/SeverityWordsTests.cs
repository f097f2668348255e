namespace FleetActors.Alerts;

public sealed class SeverityWordsTests
{
    [Theory]
    [InlineData("low", "low", null)]
    [InlineData("LOW", "low", null)]
    [InlineData("Medium", "medium", null)]
    [InlineData(" critical ", "critical", null)]
    [InlineData("high", "critical", "high")]
    [InlineData("HIGH", "critical", "HIGH")]
    [InlineData("Warning", "medium", "Warning")]
    [InlineData("INFO", "low", "INFO")]
    [InlineData("catastrophic", "medium", "catastrophic")]
    [InlineData("5", "medium", "5")]
    [InlineData("unknown", "medium", "unknown")]
    [InlineData(null, "unknown", null)]
    [InlineData("", "unknown", null)]
    [InlineData("  ", "unknown", null)]
    public void Read_EachWord_IsMapped(string? text, string expected, string? mappedFrom)
    {
        SeverityWords.Read(text, out var from).Word().ShouldBe(expected);
        from.ShouldBe(mappedFrom);
    }

    [Fact]
    public void Read_VeryLongWord_KeepsItsBeginning()
    {
        SeverityWords.Read(new string('x', 900), out var from).ShouldBe(Severity.Medium);
        from.ShouldBe(new string('x', 40));
    }
}
