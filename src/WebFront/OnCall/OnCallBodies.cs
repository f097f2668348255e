using System.Collections.Immutable;
using System.ComponentModel;

namespace FleetActors.OnCall;

/// <summary>The body of a policy, for the API description.</summary>
internal sealed record PolicyBody(
    [property: Description("What it does, in words, at most 200 characters. Default: a general text.")] string? Action,
    [property: Description("1 to 20 steps, one after another until somebody acknowledges.")] ImmutableArray<PolicyStepBody> Steps,
    [property: Description("How often all steps are run, 1 to 100. Default 1.")] int? Rounds,
    [property: Description("After the last round one more each interval, 60 to 2592000. Default 1800.")] double? SlowIntervalSeconds);

/// <summary>A step in the body of a policy, for the API description.</summary>
internal sealed record PolicyStepBody(
    [property: Description("1 to 20 contact ids or E.164 numbers, in the order in which they are called. None needed where callback is the only channel.")] ImmutableArray<string> Targets,
    [property: Description("Any of sms, call (one after another), conference (all at once, joined) and callback (the alert's device, whoever the targets are).")] ImmutableArray<string> Channels,
    [property: Description("The same for later rounds. Default: as channels.")] ImmutableArray<string>? RepeatChannels,
    [property: Description("Wait before the step, 0 to 2592000. Default 0.")] double? DelaySeconds,
    [property: Description("How long the step waits for an acknowledgement, 1 to 2592000. Default 120.")] double? AckTimeoutSeconds);

/// <summary>The body of a contact, for the API description.</summary>
internal sealed record ContactBody(
    [property: Description("The person's name, at most 100 characters. Default: the id.")] string? Name,
    [property: Description("1 to 10 E.164 numbers, in the order in which they are tried.")] ImmutableArray<string> Numbers);
