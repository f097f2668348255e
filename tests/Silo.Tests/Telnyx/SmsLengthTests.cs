namespace FleetActors.Telnyx;

public sealed class SmsLengthTests
{
    [Theory]
    [InlineData('a', 1530, 1530)]
    [InlineData('a', 1531, 1530)]
    [InlineData('a', 100, 100)]
    [InlineData('{', 765, 765)]
    [InlineData('{', 766, 765)]
    [InlineData('\u00e4', 1600, 1530)]
    [InlineData('\u0416', 670, 670)]
    [InlineData('\u0416', 671, 670)]
    public void Fit_OneCharacterRepeated_KeepsWhatTenPartsHold(char character, int length, int expected) =>
        SmsLength.Fit(new string(character, length)).Length.ShouldBe(expected);

    [Fact]
    public void Fit_OneForeignCharacter_MakesTheWholeTextForeign() =>
        SmsLength.Fit(new string('a', 800) + "\u0416" + new string('a', 800)).Length.ShouldBe(670);

    [Fact]
    public void Fit_CutInsideASurrogatePair_DropsThePair()
    {
        var fitted = SmsLength.Fit(new string('\u0416', 669) + "\U0001F69A" + "tail");

        fitted.Length.ShouldBe(669);
        fitted.ShouldNotContain('\ud83d');
    }
}
