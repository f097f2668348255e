using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>A policy as the API shows it.</summary>
/// <param name="BuiltIn">Its id is that of a built-in policy: deleting it brings back the default.</param>
internal sealed record PolicyResponse(
    string Id,
    string Action,
    ImmutableArray<PolicyStepResponse> Steps,
    int Rounds,
    double SlowIntervalSeconds,
    bool BuiltIn)
{
    public static PolicyResponse Of(EscalationPolicy policy) => new(
        policy.Id,
        policy.Action,
        [.. policy.Steps.Select(PolicyStepResponse.Of)],
        policy.Rounds,
        policy.SlowInterval.TotalSeconds,
        BuiltInPolicies.Find(policy.Id) is not null);
}

/// <summary>A step of a policy.</summary>
internal sealed record PolicyStepResponse(
    ImmutableArray<string> Targets,
    ImmutableArray<string> Channels,
    ImmutableArray<string> RepeatChannels,
    double DelaySeconds,
    double AckTimeoutSeconds)
{
    public static PolicyStepResponse Of(PolicyStep step) => new(
        step.Targets,
        Words(step.Channels),
        Words(step.RepeatChannels),
        step.Delay.TotalSeconds,
        step.AckTimeout.TotalSeconds);

    private static ImmutableArray<string> Words(ImmutableArray<Channel> channels) =>
        channels.IsDefault ? [] : [.. channels.Select(channel => channel.Word())];
}

/// <summary>Policies.</summary>
internal sealed record PolicyListResponse(ImmutableArray<PolicyResponse> Policies);

/// <summary>A contact as the API shows it.</summary>
/// <param name="OptedOut">Those of its numbers that said STOP: no text is sent to them until they say START.</param>
internal sealed record ContactResponse(string Id, string Name, ImmutableArray<string> Numbers, ImmutableArray<string> OptedOut);
