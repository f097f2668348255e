namespace FleetActors.OnCall;

public sealed class E164Tests
{
    [Theory]
    [InlineData("+15551234567", true)]
    [InlineData("+12345678", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+1234567", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("+05551234567", false)]
    [InlineData("15551234567", false)]
    [InlineData("+1555123456a", false)]
    [InlineData("+1 5551234567", false)]
    [InlineData("+\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsWellFormed_Text_IsJudged(string? text, bool expected) => E164.IsWellFormed(text).ShouldBe(expected);

    [Theory]
    [InlineData("+15551234567", "\u2022567")]
    [InlineData("67", "\u202267")]
    [InlineData("", "\u2022")]
    public void Mask_Number_ShowsItsLastThreeDigits(string number, string masked) => E164.Mask(number).ShouldBe(masked);
}
