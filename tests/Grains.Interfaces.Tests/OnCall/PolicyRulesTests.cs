using System.Collections.Immutable;

namespace FleetActors.OnCall;

public sealed class PolicyRulesTests
{
    private static readonly PolicyStep Step = new(["ada", "+15550100001"], [Channel.Sms, Channel.Call], [Channel.Call], TimeSpan.Zero, TimeSpan.FromSeconds(60));
    private static readonly EscalationPolicy Good = new("night-shift", "SMS and call", [Step], Rounds: 3, TimeSpan.FromMinutes(10));

    public static TheoryData<string> BuiltIns => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    [Fact]
    public void Check_GoodPolicy_FindsNothing() => PolicyRules.Check(Good).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void Check_BuiltIn_FindsNothing(string id) => PolicyRules.Check(BuiltInPolicies.Find(id)!).ShouldBeEmpty();

    [Fact]
    public void Check_Limits_AreInclusive()
    {
        PolicyRules.Check(Good with { Rounds = 1 }).ShouldBeEmpty();
        PolicyRules.Check(Good with { Rounds = 100 }).ShouldBeEmpty();
        PolicyRules.Check(Good with { SlowInterval = TimeSpan.FromMinutes(1) }).ShouldBeEmpty();
        PolicyRules.Check(Good with { Steps = [.. Enumerable.Repeat(Step, 20)] }).ShouldBeEmpty();
        PolicyRules.Check(Good with { Steps = [Step with { AckTimeout = TimeSpan.FromSeconds(1) }] }).ShouldBeEmpty();
        PolicyRules.Check(Good with { Steps = [Step with { Targets = Targets(20) }] }).ShouldBeEmpty();
        PolicyRules.Check(Good with { Steps = [Step with { RepeatChannels = default }] }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Night")]
    [InlineData("-night")]
    [InlineData("night shift")]
    [InlineData("n\u00E4cht")]
    [InlineData("../etc")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234x")]
    public void Check_Id_IsRefused(string id) => Paths(Good with { Id = id }).ShouldBe(["id"]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public void Check_Rounds_AreRefused(int rounds) => Paths(Good with { Rounds = rounds }).ShouldBe(["rounds"]);

    [Theory]
    [InlineData(59)]
    [InlineData(-60)]
    [InlineData(2_592_001)]
    public void Check_SlowInterval_IsRefused(int seconds) =>
        Paths(Good with { SlowInterval = TimeSpan.FromSeconds(seconds) }).ShouldBe(["slow_interval_seconds"]);

    [Fact]
    public void Check_StepCount_IsRefused()
    {
        Paths(Good with { Steps = [] }).ShouldBe(["steps"]);
        Paths(Good with { Steps = default }).ShouldBe(["steps"]);
        Paths(Good with { Steps = [.. Enumerable.Repeat(Step, 21)] }).ShouldBe(["steps"]);
    }

    [Fact]
    public void Check_TargetCount_IsRefused()
    {
        Paths(WithTargets()).ShouldBe(["steps[0].targets"]);
        Paths(Good with { Steps = [Step with { Targets = default }] }).ShouldBe(["steps[0].targets"]);
        Paths(Good with { Steps = [Step with { Targets = Targets(21) }] }).ShouldBe(["steps[0].targets"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ada")]
    [InlineData("+1555")]
    [InlineData("555-0100")]
    [InlineData("ada lovelace")]
    [InlineData("sip:ada@example.com")]
    public void Check_TargetForm_IsRefused(string target) => Paths(WithTargets("ada", target)).ShouldBe(["steps[0].targets[1]"]);

    [Fact]
    public void Check_TargetNamedTwice_IsRefused() => Paths(WithTargets("ada", "bob", "ada")).ShouldBe(["steps[0].targets[2]"]);

    [Fact]
    public void Check_Channels_AreRefused()
    {
        Paths(Good with { Steps = [Step with { Channels = [] }] }).ShouldBe(["steps[0].channels"]);
        Paths(Good with { Steps = [Step with { Channels = [Channel.Unknown] }] }).ShouldBe(["steps[0].channels[0]"]);
        Paths(Good with { Steps = [Step with { Channels = [Channel.Sms, Channel.Sms] }] }).ShouldBe(["steps[0].channels[1]"]);
        Paths(Good with { Steps = [Step with { RepeatChannels = [(Channel)9] }] }).ShouldBe(["steps[0].repeat_channels[0]"]);
    }

    [Fact]
    public void Check_Waits_AreRefused()
    {
        Paths(Good with { Steps = [Step with { Delay = TimeSpan.FromSeconds(-1) }] }).ShouldBe(["steps[0].delay_seconds"]);
        Paths(Good with { Steps = [Step with { AckTimeout = TimeSpan.FromMilliseconds(999) }] }).ShouldBe(["steps[0].ack_timeout_seconds"]);
    }

    [Fact]
    public void Check_ManyFaults_TellsAllWithTheirPlaces()
    {
        var bad = new EscalationPolicy(
            "?", "", [Step, Step with { Targets = ["+1"], Channels = [], AckTimeout = TimeSpan.Zero }], Rounds: 0, SlowInterval: TimeSpan.Zero);

        Paths(bad).ShouldBe(
        [
            "id", "action", "rounds", "slow_interval_seconds", "steps[1].targets[0]", "steps[1].channels", "steps[1].ack_timeout_seconds",
        ]);
    }

    private static EscalationPolicy WithTargets(params string[] targets) => Good with { Steps = [Step with { Targets = [.. targets] }] };

    private static ImmutableArray<string> Targets(int count) => [.. Enumerable.Range(0, count).Select(i => $"person-{i}")];

    private static IEnumerable<string> Paths(EscalationPolicy policy) => PolicyRules.Check(policy).Select(error => error.Path);
}
