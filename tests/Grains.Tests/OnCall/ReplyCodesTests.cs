using System.Globalization;

namespace FleetActors.OnCall;

public sealed class ReplyCodesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now + TimeSpan.FromHours(1);

    [Fact]
    public void Reserve_ManyAlerts_GivesDistinctCodes()
    {
        var codes = new ReplyCodes(seed: 7);

        var given = Enumerable.Range(0, 20_000).Select(i => codes.Reserve(Alert(i), Now)).ToList();

        given.Distinct().Count().ShouldBe(given.Count);
        given.ShouldAllBe(code => code.Length >= 3 && code[0] != '0');
    }

    [Fact]
    public void Reserve_SameAlert_GivesTheSameCode()
    {
        var codes = new ReplyCodes(seed: 0);
        var first = codes.Reserve("alrt-a", Now);
        codes.Reserve("alrt-b", Now);

        codes.Reserve("alrt-a", Later).ShouldBe(first);
        codes.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, "100", "101")]
    [InlineData(1, "101", "102")]
    [InlineData(899, "999", "100")]
    [InlineData(900, "100", "101")]
    [InlineData(-1, "895", "896")]
    public void Reserve_Seed_SaysWhereToBegin(int seed, string first, string second)
    {
        var codes = new ReplyCodes(seed);

        codes.Reserve("alrt-a", Now).ShouldBe(first);
        codes.Reserve("alrt-b", Now).ShouldBe(second);
    }

    [Fact]
    public void Reserve_HalfOfALengthTaken_GoesToTheNextLength()
    {
        var codes = new ReplyCodes(seed: 0);

        var lengths = Enumerable.Range(0, 450 + 4_500 + 45_000 + 1).Select(i => codes.Reserve(Alert(i), Now).Length).ToList();

        lengths.Count(length => length == 3).ShouldBe(450);
        lengths.Count(length => length == 4).ShouldBe(4_500);
        lengths.Count(length => length == 5).ShouldBe(45_000);
        lengths[^1].ShouldBe(6);
    }

    [Fact]
    public void Adopt_CodesInUse_AreNotGivenAgainAndStayWithTheirAlert()
    {
        var codes = new ReplyCodes(seed: 0);
        codes.Adopt("alrt-old", "100", Now);
        codes.Adopt("alrt-older", "101", Now);

        codes.Reserve("alrt-new", Now).ShouldBe("102");
        codes.Reserve("alrt-old", Now).ShouldBe("100");
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("0417")]
    [InlineData("abc")]
    [InlineData("1234567890")]
    [InlineData("99999999999999999999")]
    public void Adopt_NoCodeOfOurs_IsIgnored(string code)
    {
        var codes = new ReplyCodes(seed: 0);

        codes.Adopt("alrt-a", code, Now);

        codes.Count.ShouldBe(0);
    }

    [Fact]
    public void Release_ResolvedAlerts_FreesTheirCodesAndShortensAgain()
    {
        var codes = new ReplyCodes(seed: 0);
        for (var i = 0; i < 460; i++)
        {
            codes.Reserve(Alert(i), Now);
        }

        codes.Release(new HashSet<string> { Alert(3) }, keepSince: Later);

        codes.Count.ShouldBe(1);
        codes.Reserve("alrt-new", Later).ShouldBe("550", "codes roll on before any is used again");
        codes.Reserve(Alert(3), Later).ShouldBe("103");
    }

    [Fact]
    public void Release_AlertReservedSince_KeepsItsCode()
    {
        var codes = new ReplyCodes(seed: 0);
        codes.Reserve("alrt-old", Now);
        codes.Reserve("alrt-young", Later);

        codes.Release(new HashSet<string>(), keepSince: Later);

        codes.Count.ShouldBe(1);
        codes.Reserve("alrt-young", Later).ShouldBe("101");
    }

    [Fact]
    public void ShouldRelease_NothingEverResolved_IsAskedForRarely()
    {
        var codes = new ReplyCodes(seed: 0);
        var open = new HashSet<string>();
        var releases = 0;
        for (var i = 0; i < 100_000; i++)
        {
            open.Add(Alert(i));
            codes.Reserve(Alert(i), Now);
            if (codes.ShouldRelease)
            {
                releases++;
                codes.Release(open, keepSince: Later);
            }
        }

        releases.ShouldBeInRange(3, 12);
    }

    [Fact]
    public void Reserve_AlertsThatComeAndGo_StaysAtThreeDigits()
    {
        var codes = new ReplyCodes(seed: 0);
        var open = new Queue<string>();
        for (var i = 0; i < 20_000; i++)
        {
            open.Enqueue(Alert(i));
            codes.Reserve(Alert(i), Now).Length.ShouldBe(3);
            if (open.Count > 50)
            {
                open.Dequeue();
            }

            if (codes.ShouldRelease)
            {
                codes.Release(open.ToHashSet(), keepSince: Later);
            }
        }
    }

    private static string Alert(int number) => "alrt-" + number.ToString(CultureInfo.InvariantCulture);
}
