namespace FleetActors.Clustering;

public sealed class ClusterReachTests
{
    [Fact]
    public void IsReachable_BeforeTheFirstAnswer_IsFalse() => new ClusterReach().IsReachable.ShouldBeFalse();

    [Fact]
    public void Answered_FirstTime_MakesItReachableAndSaysSoOnce()
    {
        var reach = new ClusterReach();
        reach.Answered().ShouldBeTrue();
        reach.IsReachable.ShouldBeTrue();
        reach.Answered().ShouldBeFalse();
    }

    [Fact]
    public void Silent_OnlyTheThirdInARow_PutsItOutOfReachOnce()
    {
        var reach = new ClusterReach();
        reach.Answered();
        Enumerable.Range(0, 2).Select(_ => reach.Silent()).ShouldAllBe(told => !told);
        reach.Answered();
        reach.Silent().ShouldBeFalse();
        reach.Silent().ShouldBeFalse();
        reach.IsReachable.ShouldBeTrue();

        reach.Silent().ShouldBeTrue();

        reach.IsReachable.ShouldBeFalse();
        reach.Silent().ShouldBeFalse();
        reach.Answered().ShouldBeTrue();
    }
}
