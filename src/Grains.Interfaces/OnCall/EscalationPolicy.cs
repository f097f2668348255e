using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.OnCall;

/// <summary>How a target is reached.</summary>
public enum Channel
{
    /// <summary>Not set; never stored.</summary>
    Unknown = 0,

    /// <summary>A text message with a reply code.</summary>
    Sms = 1,

    /// <summary>A phone call; the targets of the step are called one after another until one answers for the alert.</summary>
    Call = 2,

    /// <summary>A phone call to every target of the step at once, joined into one conference.</summary>
    Conference = 3,

    /// <summary>
    /// A phone call to the alert's device, whatever the step's targets are: what its microphone hears becomes an emergency call of ours. Acknowledges nothing.
    /// </summary>
    Callback = 4,
}

/// <summary>One step of a policy.</summary>
/// <param name="Targets">Contact ids or E.164 numbers, in the order in which they are called; may be empty in a step whose only channel is <see cref="Channel.Callback"/>.</param>
/// <param name="Channels">How they are reached in the first round.</param>
/// <param name="RepeatChannels">How they are reached in later rounds; empty means the same as <paramref name="Channels"/>.</param>
/// <param name="Delay">Wait after the step before it ran out; default 0.</param>
/// <param name="AckTimeout">How long the step waits for an acknowledgement before the next one begins, at least 1 s.</param>
[GenerateSerializer, Immutable, Alias("fleet.policy.step")]
public sealed record PolicyStep(
    [property: Id(0)] ImmutableArray<string> Targets,
    [property: Id(1)] ImmutableArray<Channel> Channels,
    [property: Id(2)] ImmutableArray<Channel> RepeatChannels,
    [property: Id(3)] TimeSpan Delay,
    [property: Id(4)] TimeSpan AckTimeout) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>Who is paged, in which order, how often. Snapshotted into an alert when it opens.</summary>
/// <param name="Id">Name; the built-in ones are <c>low</c>, <c>medium</c> and <c>critical</c>.</param>
/// <param name="Action">What it does, in words, for people (S2-23..25).</param>
/// <param name="Rounds">How often all steps are run before the policy is used up, at least 1.</param>
/// <param name="SlowInterval">After that, one more round each interval, at least 1 minute.</param>
[GenerateSerializer, Immutable, Alias("fleet.policy")]
public sealed record EscalationPolicy(
    [property: Id(0)] string Id,
    [property: Id(1)] string Action,
    [property: Id(2)] ImmutableArray<PolicyStep> Steps,
    [property: Id(3)] int Rounds,
    [property: Id(4)] TimeSpan SlowInterval) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
