using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FleetActors.Http;

namespace FleetActors.OnCall;

public sealed class PolicyJsonTests
{
    private const string Whole =
        """
        {
          "id": "night", "action": "SMS, then call", "rounds": 2, "slow_interval_seconds": 600, "built_in": false,
          "steps": [
            { "targets": ["ada", "+15550100001"], "channels": ["sms", "call"], "repeat_channels": ["call"], "delay_seconds": 30, "ack_timeout_seconds": 90.5 },
            { "targets": [" bob "], "channels": ["conference"] }
          ]
        }
        """;

    [Fact]
    public void Read_WholePolicy_TakesEverything()
    {
        var (policy, errors) = PolicyJson.Read("night", JsonElement.Parse(Whole));

        errors.ShouldBeEmpty();
        (policy.Id, policy.Action, policy.Rounds, policy.SlowInterval).ShouldBe(("night", "SMS, then call", 2, TimeSpan.FromMinutes(10)));
        policy.Steps.Length.ShouldBe(2);
        policy.Steps[0].Targets.ShouldBe(["ada", "+15550100001"]);
        policy.Steps[0].Channels.ShouldBe([Channel.Sms, Channel.Call]);
        policy.Steps[0].RepeatChannels.ShouldBe([Channel.Call]);
        policy.Steps[0].Delay.ShouldBe(TimeSpan.FromSeconds(30));
        policy.Steps[0].AckTimeout.ShouldBe(TimeSpan.FromSeconds(90.5));
        policy.Steps[1].Targets.ShouldBe(["bob"]);
    }

    [Fact]
    public void Read_CallbackAlone_NeedsNoTargets()
    {
        var (policy, errors) = PolicyJson.Read("button", JsonElement.Parse("""{"steps":[{"channels":["callback"]},{"targets":["ada"],"channels":["sms","callback"]}]}"""));

        errors.ShouldBeEmpty();
        policy.Steps[0].Channels.ShouldBe([Channel.Callback]);
        policy.Steps[1].Channels.ShouldBe([Channel.Sms, Channel.Callback]);
        PolicyJson.Read("button", JsonElement.Parse("""{"steps":[{"channels":["callback","sms"]}]}""")).Errors.Select(error => error.Path).ShouldBe(["steps[0].targets"]);
        PolicyJson.Read("button", JsonElement.Parse("""{"steps":[{"channels":["callback"],"repeat_channels":["call"]}]}""")).Errors.Select(error => error.Path).ShouldBe(["steps[0].targets"]);
    }

    [Fact]
    public void Read_LeastPolicy_FillsDefaults()
    {
        var (policy, errors) = PolicyJson.Read("night", JsonElement.Parse("""{"steps":[{"targets":["ada"],"channels":["sms"],"delay_seconds":null}]}"""));

        errors.ShouldBeEmpty();
        (policy.Action, policy.Rounds, policy.SlowInterval).ShouldBe(("Escalation policy night", 1, TimeSpan.FromMinutes(30)));
        policy.Steps[0].RepeatChannels.ShouldBeEmpty();
        policy.Steps[0].Delay.ShouldBe(TimeSpan.Zero);
        policy.Steps[0].AckTimeout.ShouldBe(TimeSpan.FromSeconds(120));
    }

    [Theory]
    [InlineData("low")]
    [InlineData("medium")]
    [InlineData("critical")]
    public void Read_WhatWasGivenOut_IsTheSamePolicy(string id)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        FrontJson.Configure(json);
        var given = JsonSerializer.SerializeToElement(PolicyResponse.Of(BuiltInPolicies.Find(id)!), json);

        var (policy, errors) = PolicyJson.Read(id, given);

        errors.ShouldBeEmpty();
        JsonSerializer.Serialize(PolicyResponse.Of(policy), json).ShouldBe(given.GetRawText());
        given.GetProperty("built_in").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{}""", "steps must have 1 to 20 steps")]
    [InlineData("""{"steps":[]}""", "steps must have 1 to 20 steps")]
    [InlineData("""{"steps":"all"}""", "steps must be a list")]
    [InlineData("""{"steps":["all"]}""", "steps[0] must be an object")]
    [InlineData("""{"steps":[{"channels":["sms"]}]}""", "steps[0].targets must have 1 to 20 targets")]
    [InlineData("""{"steps":[{"targets":["ada",7],"channels":["sms"]}]}""", "steps[0].targets[1] must be a text")]
    [InlineData("""{"steps":[{"targets":["555 0100"],"channels":["sms"]}]}""", "steps[0].targets[0] must be a contact id or an E.164 number such as +15551234567")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["email"]}]}""", "steps[0].channels[0] must be sms, call, conference or callback")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["SMS"]}]}""", "steps[0].channels[0] must be sms, call, conference or callback")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["sms"],"repeat_channels":[null]}]}""", "steps[0].repeat_channels[0] must be a text")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["sms"],"delay":5}]}""", "steps[0].delay is not known")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["sms"],"delay_seconds":-1}]}""", "steps[0].delay_seconds must be 0 to 2592000 seconds")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["sms"],"ack_timeout_seconds":1e300}]}""", "steps[0].ack_timeout_seconds must be 1 to 2592000 seconds")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["sms"],"ack_timeout_seconds":1e999}]}""", "steps[0].ack_timeout_seconds must be 1 to 2592000 seconds")]
    [InlineData("""{"steps":[{"targets":["ada"],"channels":["sms"],"ack_timeout_seconds":"60"}]}""", "steps[0].ack_timeout_seconds must be a number of seconds")]
    [InlineData("""{"rounds":1.5,"steps":[{"targets":["ada"],"channels":["sms"]}]}""", "rounds must be a whole number")]
    [InlineData("""{"rounds":99999999999,"steps":[{"targets":["ada"],"channels":["sms"]}]}""", "rounds must be a whole number")]
    [InlineData("""{"action":"","steps":[{"targets":["ada"],"channels":["sms"]}]}""", "action must be 1 to 200 characters")]
    [InlineData("""{"id":"day","steps":[{"targets":["ada"],"channels":["sms"]}]}""", "id must be the id in the address, or left out")]
    [InlineData("""{"repeat":3,"steps":[{"targets":["ada"],"channels":["sms"]}]}""", "repeat is not known")]
    public void Read_WrongPolicy_NamesThePlaceOnce(string json, string problem)
    {
        var (_, errors) = PolicyJson.Read("night", JsonElement.Parse(json));

        errors.Select(error => $"{error.Path} {error.Message}").ShouldBe([problem]);
    }

    [Fact]
    public void Read_ManyFaults_TellsAll()
    {
        var (_, errors) = PolicyJson.Read("night", JsonElement.Parse("""{"rounds":0,"oops":1,"steps":[{"targets":[],"channels":3},9]}"""));

        errors.Select(error => error.Path).ShouldBe(["oops", "steps[1]", "steps[0].channels", "rounds", "steps[0].targets"], ignoreOrder: true);
    }

    [Fact]
    public void Of_Errors_IsOneAnswerWithAll()
    {
        var problem = OnCallProblems.Of([new("rounds", "must be 1 to 100"), new("steps", "must have 1 to 20 steps")]);

        problem.StatusCode.ShouldBe(422);
        problem.ProblemDetails.Extensions["error"].ShouldBe("rounds must be 1 to 100");
        problem.ProblemDetails.Extensions["field"].ShouldBe("rounds");
        problem.ProblemDetails.Extensions["errors"].ShouldBeOfType<Dictionary<string, string>[]>().Select(one => one["field"]).ShouldBe(["rounds", "steps"]);
    }
}
