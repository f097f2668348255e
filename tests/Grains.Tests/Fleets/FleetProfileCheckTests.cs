using FleetActors.Alerts;
using FleetActors.Devices;

namespace FleetActors.Fleets;

public class FleetProfileCheckTests
{
    private static readonly FleetProfile Good = FleetProfile.BuiltIn with
    {
        Name = "Cold chain",
        Rules = [Rules.Above(80, clear: 75, forSeconds: 60), Rules.Below(2, clear: 4)],
        OfflineAfter = TimeSpan.FromMinutes(10),
    };

    public static TheoryData<string, Func<DeviceRule, DeviceRule>> BrokenRules => new()
    {
        { "name", rule => rule with { Name = "" } },
        { "name", rule => rule with { Name = "a/b" } },
        { "name", rule => rule with { Name = new string('a', 65) } },
        { "for", rule => rule with { For = TimeSpan.FromTicks(-1) } },
        { "for", rule => rule with { For = TimeSpan.FromDays(8) } },
        { "clear_for", rule => rule with { ClearFor = TimeSpan.FromSeconds(-1) } },
        { "re_raise_after", rule => rule with { ReRaiseAfter = TimeSpan.FromSeconds(59) } },
        { "severity", rule => rule with { Severity = Severity.Unknown } },
        { "severity", rule => rule with { Severity = (Severity)9 } },
        { "category", rule => rule with { Category = "" } },
        { "category", rule => rule with { Category = "a\nb" } },
        { "briefing", rule => rule with { Briefing = "" } },
        { "briefing", rule => rule with { Briefing = "it is {hot}" } },
        { "briefing", rule => rule with { Briefing = new string('a', 501) } },
        { "metric", rule => rule with { Condition = new AboveCondition("", 1, 1) } },
        { "metric", rule => rule with { Condition = new BelowCondition(" x", 1, 1) } },
        { "limit", rule => rule with { Condition = new AboveCondition("t", double.PositiveInfinity, 1) } },
        { "clear", rule => rule with { Condition = new AboveCondition("t", 1, 1.1) } },
        { "clear", rule => rule with { Condition = new BelowCondition("t", 1, 0.9) } },
    };

    [Fact]
    public void Check_GoodProfile_FindsNothing() => FleetProfileCheck.Check(Good).ShouldBeEmpty();

    [Fact]
    public void Check_BuiltInProfile_FindsNothing() => FleetProfileCheck.Check(FleetProfile.BuiltIn).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(BrokenRules))]
    public void Check_BrokenRule_NamesTheField(string field, Func<DeviceRule, DeviceRule> breakIt) =>
        FleetProfileCheck.Check(Good with { Rules = [Good.Rules[1], breakIt(Good.Rules[0])] }).Select(error => error.Path).ShouldBe([$"rules[1].{field}"]);

    [Fact]
    public void Check_SeveralFaults_TellsThemAll()
    {
        var errors = FleetProfileCheck.Check(new FleetProfile(
            "", [Rules.Above(1, name: "a b"), Rules.Above(2), Rules.Above(3)], TimeSpan.FromSeconds(1), new SeverityPolicies("Low", "", "critical"), true));
        errors.Select(error => error.Path).ShouldBe(["name", "rules[0].name", "rules[2].name", "offline_after", "policies.low", "policies.medium"]);
    }

    [Fact]
    public void Check_TooManyRules_SaysHowManyThereMayBe() =>
        FleetProfileCheck.Check(Good with { Rules = [.. Enumerable.Range(0, 33).Select(i => Rules.Above(i, name: $"r{i}"))] })
            .ShouldBe([new ProfileError("rules", "must be at most 32")]);

    [Theory]
    [InlineData(Severity.Low, "low")]
    [InlineData(Severity.Medium, "medium")]
    [InlineData(Severity.Critical, "critical")]
    [InlineData(Severity.Unknown, "medium")]
    public void PolicyFor_BuiltInProfile_HasTheSeveritysName(Severity severity, string policy) => FleetProfile.BuiltIn.PolicyFor(severity).ShouldBe(policy);
}
