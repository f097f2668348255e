using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>The policies that exist without being stored, one for each severity (S2-23..25). Storing a policy of the same id overrides one.</summary>
public static class BuiltInPolicies
{
    /// <summary>One SMS to the on-call engineer, again every 24 h while nobody acknowledges.</summary>
    public static EscalationPolicy Low { get; } = new(
        "low",
        "SMS sent to on-call",
        [Step([OnCallIds.OnCall], [Channel.Sms], TimeSpan.FromHours(1))],
        Rounds: 1,
        SlowInterval: TimeSpan.FromHours(24));

    /// <summary>SMS and call to the on-call engineer, after 120 s to the dispatcher; 3 rounds, then one every 30 min.</summary>
    public static EscalationPolicy Medium { get; } = new(
        "medium",
        "SMS + call to on-call engineer",
        [
            Step([OnCallIds.OnCall], [Channel.Sms, Channel.Call], TimeSpan.FromSeconds(120)),
            Step([OnCallIds.Dispatcher], [Channel.Sms, Channel.Call], TimeSpan.FromSeconds(120)),
        ],
        Rounds: 3,
        SlowInterval: TimeSpan.FromMinutes(30));

    /// <summary>SMS to both and a conference with both; who has not joined is dialled again every 60 s, 5 rounds, then one every 10 min.</summary>
    public static EscalationPolicy Critical { get; } = new(
        "critical",
        "SMS + multi-party conference (on-call + dispatcher)",
        [
            Step([OnCallIds.OnCall, OnCallIds.Dispatcher], [Channel.Sms, Channel.Conference], TimeSpan.FromSeconds(60)) with
            {
                RepeatChannels = [Channel.Conference],
            },
        ],
        Rounds: 5,
        SlowInterval: TimeSpan.FromMinutes(10));

    /// <summary>All of them, least severe first.</summary>
    public static ImmutableArray<EscalationPolicy> All { get; } = [Low, Medium, Critical];

    /// <summary>The built-in policy of that id, or null.</summary>
    public static EscalationPolicy? Find(string id) => All.FirstOrDefault(policy => string.Equals(policy.Id, id, StringComparison.Ordinal));

    private static PolicyStep Step(ImmutableArray<string> targets, ImmutableArray<Channel> channels, TimeSpan ackTimeout) =>
        new(targets, channels, RepeatChannels: [], Delay: TimeSpan.Zero, ackTimeout);
}
