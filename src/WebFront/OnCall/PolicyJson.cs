using System.Collections.Immutable;
using System.Text.Json;

namespace FleetActors.OnCall;

/// <summary>Reads policies from the API's JSON. What the API gives out may be sent back as it is.</summary>
internal static class PolicyJson
{
    private const int DefaultRounds = 1;
    private static readonly TimeSpan DefaultAckTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan DefaultSlowInterval = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Reads a policy. Left out: <c>action</c> becomes a general text, <c>rounds</c> 1, <c>slow_interval_seconds</c> 1800, <c>delay_seconds</c> 0,
    /// <c>ack_timeout_seconds</c> 120, <c>repeat_channels</c> the same as <c>channels</c>. With errors the policy must not be used.
    /// </summary>
    public static (EscalationPolicy Policy, ImmutableArray<OnCallError> Errors) Read(string id, JsonElement body)
    {
        var errors = new List<OnCallError>();
        var members = new MemberReader(body, "", errors, "id", "action", "steps", "rounds", "slow_interval_seconds", "built_in");
        members.SameId(id);
        var policy = new EscalationPolicy(
            id,
            members.Text("action", $"Escalation policy {id}"),
            [.. members.Objects("steps").Select(step => ReadStep(step.Json, step.Path, errors))],
            members.Whole("rounds", DefaultRounds),
            members.Seconds("slow_interval_seconds", DefaultSlowInterval));
        return (policy, OnCallProblems.Merge(errors, PolicyRules.Check(policy)));
    }

    private static PolicyStep ReadStep(JsonElement json, string path, List<OnCallError> errors)
    {
        var members = new MemberReader(json, path, errors, "targets", "channels", "repeat_channels", "delay_seconds", "ack_timeout_seconds");
        return new PolicyStep(
            members.Texts("targets"),
            ReadChannels(members, "channels"),
            ReadChannels(members, "repeat_channels"),
            members.Seconds("delay_seconds", TimeSpan.Zero),
            members.Seconds("ack_timeout_seconds", DefaultAckTimeout));
    }

    // An unknown word becomes an unknown channel, which the rules refuse with its place.
    private static ImmutableArray<Channel> ReadChannels(MemberReader members, string name) => [.. members.Texts(name).Select(ChannelWords.Parse)];
}
