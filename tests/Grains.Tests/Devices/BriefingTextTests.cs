namespace FleetActors.Devices;

public class BriefingTextTests
{
    [Fact]
    public void Write_ForDuration_SaysItAll() =>
        BriefingText.Write(Rules.Above(80, forSeconds: 60), "truck-7", "cold", 91.5).ShouldBe("Temperature of truck-7 is 91.5, above 80 for 60 s.");

    [Fact]
    public void Write_AtOnce_LeavesTheDurationOut() =>
        BriefingText.Write(Rules.Below(2.5, metric: "oil_pressure"), "pump", "f", -0.125).ShouldBe("Oil pressure of pump is -0.125, below 2.5.");

    [Fact]
    public void Write_ValueNotKnown_SaysSo() =>
        BriefingText.Write(Rules.Above(80), "truck-7", "cold", null).ShouldBe("Temperature of truck-7 is out of range, above 80.");

    [Fact]
    public void Write_Template_FillsEveryPlaceholder() =>
        BriefingText.Write(
            Rules.Above(80, forSeconds: 300, briefing: "{rule}: {metric} of {device} in {fleet} at {value} > {limit} since {for} {value}"), "t-1", "cold", 90)
            .ShouldBe("hot: temperature of t-1 in cold at 90 > 80 since 5 min 90");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(91.5, "91.5")]
    [InlineData(-12.34567, "-12.3457")]
    [InlineData(1234567.25, "1234567.25")]
    [InlineData(0.00001234, "1.234E-05")]
    [InlineData(1.5e20, "1.5E+20")]
    public void Number_AnySize_IsShort(double value, string text) => BriefingText.Number(value).ShouldBe(text);

    [Theory]
    [InlineData(0.5, "0.5 s")]
    [InlineData(60, "60 s")]
    [InlineData(90, "90 s")]
    [InlineData(300, "5 min")]
    [InlineData(3600, "60 min")]
    [InlineData(7200, "2 h")]
    [InlineData(7260, "121 min")]
    public void Duration_AnyLength_UsesTheLargestWholeUnit(double seconds, string text) => BriefingText.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
