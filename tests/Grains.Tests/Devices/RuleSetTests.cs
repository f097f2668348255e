namespace FleetActors.Devices;

public class RuleSetTests
{
    private static readonly RuleSet Fleet = RuleSet.Of([Rules.Above(80), Rules.Below(2), Rules.Above(5, name: "fast", metric: "speed")]);

    [Fact]
    public void With_NoOverrides_HasTheFleetsRules() => Fleet.With([]).Rules.ShouldBe(Fleet.Rules);

    [Fact]
    public void With_ReplacementOfAFleetRule_StandsInItsPlace() =>
        Fleet.With([new RuleOverride("hot", Rules.Above(95))]).Rules.ShouldBe([Rules.Above(95), Fleet.Rules[1], Fleet.Rules[2]]);

    [Fact]
    public void With_RuleSwitchedOff_LeavesItOut() => Fleet.With([new RuleOverride("cold", null)]).Rules.ShouldBe([Fleet.Rules[0], Fleet.Rules[2]]);

    [Fact]
    public void With_RuleOfItsOwn_ComesLast()
    {
        var own = Rules.Above(1, name: "own");
        Fleet.With([new RuleOverride("own", own), new RuleOverride("unknown", null)]).Rules.ShouldBe([.. Fleet.Rules, own]);
    }

    [Fact]
    public void RulesOn_Metric_HasABitForEachOfItsRules()
    {
        Fleet.RulesOn("temperature").ShouldBe(0b011UL);
        Fleet.RulesOn("speed").ShouldBe(0b100UL);
        Fleet.RulesOn("Speed").ShouldBe(0UL);
    }

    [Fact]
    public void IndexOf_Name_FindsItExactly()
    {
        Fleet.IndexOf("fast").ShouldBe(2);
        Fleet.IndexOf("FAST").ShouldBe(-1);
    }

    [Fact]
    public void Of_MoreThanFit_Throws() =>
        Should.Throw<ArgumentException>(() => RuleSet.Of([.. Enumerable.Range(0, RuleSet.MaxRules + 1).Select(i => Rules.Above(i, name: $"r{i}"))]));
}
