using FleetActors.Alerts;
using FleetActors.Fleets;

namespace FleetActors.OnCall;

public sealed class BuiltInPoliciesTests
{
    [Fact]
    public void Low_IsOneTextToOnCall()
    {
        var low = BuiltInPolicies.Low;

        (low.Id, low.Action, low.Rounds, low.SlowInterval).ShouldBe(("low", "SMS sent to on-call", 1, TimeSpan.FromHours(24)));
        var step = low.Steps.ShouldHaveSingleItem();
        step.Targets.ShouldBe(["on-call"]);
        step.Channels.ShouldBe([Channel.Sms]);
        step.AckTimeout.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Medium_TextsAndCallsOnCallThenDispatcher()
    {
        var medium = BuiltInPolicies.Medium;

        (medium.Id, medium.Action, medium.Rounds, medium.SlowInterval)
            .ShouldBe(("medium", "SMS + call to on-call engineer", 3, TimeSpan.FromMinutes(30)));
        medium.Steps.Select(step => step.Targets.ShouldHaveSingleItem()).ShouldBe(["on-call", "dispatcher"]);
        medium.Steps.ShouldAllBe(step => step.Channels.SequenceEqual(new[] { Channel.Sms, Channel.Call }));
        medium.Steps.ShouldAllBe(step => step.AckTimeout == TimeSpan.FromSeconds(120) && step.Delay == TimeSpan.Zero && step.RepeatChannels.IsEmpty);
    }

    [Fact]
    public void Critical_TextsBothAndCallsThemIntoAConference()
    {
        var critical = BuiltInPolicies.Critical;

        (critical.Id, critical.Action, critical.Rounds, critical.SlowInterval)
            .ShouldBe(("critical", "SMS + multi-party conference (on-call + dispatcher)", 5, TimeSpan.FromMinutes(10)));
        var step = critical.Steps.ShouldHaveSingleItem();
        step.Targets.ShouldBe(["on-call", "dispatcher"]);
        step.Channels.ShouldBe([Channel.Sms, Channel.Conference]);
        step.RepeatChannels.ShouldBe([Channel.Conference]);
        step.AckTimeout.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData(Severity.Low)]
    [InlineData(Severity.Medium)]
    [InlineData(Severity.Critical)]
    public void Find_DefaultPolicyOfEachSeverity_Exists(Severity severity) =>
        BuiltInPolicies.Find(SeverityPolicies.BuiltIn.For(severity)).ShouldNotBeNull();

    [Fact]
    public void Find_NoBuiltIn_IsNull() => BuiltInPolicies.Find("night-shift").ShouldBeNull();
}
