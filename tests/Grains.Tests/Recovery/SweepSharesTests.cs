using System.Net;

namespace FleetActors.Recovery;

public sealed class SweepSharesTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 4).Select(number => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111 + number), 7))];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Next_SilosThatSeeTheSame_DivideEveryRowOnce(int count)
    {
        var shares = Silos[..count].Select(self => new SweepShares(self, () => Silos[..count]).Next().Share).ToList();

        for (var row = 1L; row <= 100; row++)
        {
            shares.Count(share => share.Holds(row)).ShouldBe(1, $"row {row}");
        }
    }

    [Fact]
    public void Next_SilosListedInAnotherOrder_AreGivenTheSameParts() =>
        new SweepShares(Silos[1], () => Silos.Reverse()).Next().Share.ShouldBe(new SweepShares(Silos[1], () => Silos).Next().Share);

    [Fact]
    public void Next_AloneOrUnknownToItself_IsTheWhole()
    {
        new SweepShares(Silos[0], () => [Silos[0]]).Next().Share.IsPart.ShouldBeFalse();
        new SweepShares(Silos[0], () => []).Next().Share.ShouldBe(SweepShare.Whole);
        new SweepShares(Silos[0], () => Silos[1..3]).Next().Share.ShouldBe(SweepShare.Whole);
    }

    [Fact]
    public void Next_SiloGone_IsToldOnceAndItsPartIsTakenOver()
    {
        var active = Silos[..3];
        var shares = new SweepShares(Silos[0], () => active);
        shares.Next().IsAnyGone.ShouldBeFalse();

        active = Silos[..2];
        var (share, isAnyGone) = shares.Next();

        isAnyGone.ShouldBeTrue();
        share.Count.ShouldBe(2);
        shares.Next().IsAnyGone.ShouldBeFalse();
    }

    [Fact]
    public void Next_SiloRestartedInPlace_IsOneGone()
    {
        var active = Silos[..2];
        var shares = new SweepShares(Silos[0], () => active);
        shares.Next();

        active = [Silos[0], SiloAddress.New(Silos[1].Endpoint, 8)];

        shares.Next().IsAnyGone.ShouldBeTrue();
    }
}
