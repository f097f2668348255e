namespace FleetActors.OnCall;

public sealed class HelpTextTests
{
    [Fact]
    public void For_NothingOpen_SaysSo() => HelpText.For([]).ShouldBe("Fleet Alert: no alert is waiting for you.");

    [Fact]
    public void For_OneOpen_NamesItsCode() =>
        HelpText.For(["417"]).ShouldBe("Fleet Alert: 1 alert is open. Reply ACK 417 to answer for it, ESC 417 to page the next person.");

    [Fact]
    public void For_Three_ListsAll() =>
        HelpText.For(["417", "416", "415"]).ShouldBe(
            "Fleet Alert: 3 alerts are open: 417, 416, 415. Reply ACK 417 to answer for it, ESC 417 to page the next person.");

    [Fact]
    public void For_More_ListsThreeAndCountsAll() =>
        HelpText.For(["5", "4", "3", "2", "1"]).ShouldStartWith("Fleet Alert: 5 alerts are open: 5, 4, 3, .... Reply ACK 5 ");

    [Fact]
    public void For_LongestCodesAndCounts_IsOneGsm7Part()
    {
        var text = HelpText.For([.. Enumerable.Repeat("123456789", 99_999)]);

        text.Length.ShouldBeLessThanOrEqualTo(160);
        text.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || " :.,".Contains(c));
    }
}
