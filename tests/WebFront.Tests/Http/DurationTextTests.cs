namespace FleetActors.Http;

public class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("250ms", 0.25)]
    [InlineData("1m250ms", 60.25)]
    [InlineData("0.5h", 1800)]
    [InlineData("1d2h3m4s", 93784)]
    public void TryParse_Duration_HasItsSeconds(string text, double seconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("s")]
    [InlineData("5x")]
    [InlineData("5s3m")]
    [InlineData("5 s")]
    [InlineData("1.s")]
    [InlineData("5s\n")]
    [InlineData("١s")]
    [InlineData("111111111111111111111111111111111111111111s")]
    public void TryParse_AnythingElse_IsRefused(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_LongerThanATimeSpan_IsStillOne() => DurationText.TryParse("99999999999999999999d", out var duration).ShouldBeTrue(duration.ToString());
}
