using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>What a policy must be like before it is stored.</summary>
public static class PolicyRules
{
    /// <summary>Most steps of a policy.</summary>
    public const int MaxSteps = 20;

    /// <summary>Most targets of a step.</summary>
    public const int MaxTargets = 20;

    /// <summary>Most rounds before the slow interval.</summary>
    public const int MaxRounds = 100;

    /// <summary>Longest text in words for people.</summary>
    public const int MaxActionLength = 200;

    /// <summary>Shortest wait for an acknowledgement.</summary>
    public static readonly TimeSpan MinAckTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Shortest slow interval.</summary>
    public static readonly TimeSpan MinSlowInterval = TimeSpan.FromMinutes(1);

    /// <summary>Longest of any of its times: anything longer is taken for a mistake in the unit.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromDays(30);

    /// <summary>Everything that is wrong with it; empty when it may be stored.</summary>
    public static ImmutableArray<OnCallError> Check(EscalationPolicy policy)
    {
        var errors = ImmutableArray.CreateBuilder<OnCallError>();
        if (!OnCallIds.IsWellFormed(policy.Id))
        {
            errors.Add(new("id", "must be 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter"));
        }

        if (string.IsNullOrWhiteSpace(policy.Action) || policy.Action.Length > MaxActionLength)
        {
            errors.Add(new("action", $"must be 1 to {MaxActionLength} characters"));
        }

        if (policy.Rounds is < 1 or > MaxRounds)
        {
            errors.Add(new("rounds", $"must be 1 to {MaxRounds}"));
        }

        CheckWait(errors, "slow_interval_seconds", policy.SlowInterval, MinSlowInterval);
        if (policy.Steps.IsDefaultOrEmpty || policy.Steps.Length > MaxSteps)
        {
            errors.Add(new("steps", $"must have 1 to {MaxSteps} steps"));
        }

        for (var i = 0; !policy.Steps.IsDefault && i < policy.Steps.Length; i++)
        {
            CheckStep(errors, $"steps[{i}]", policy.Steps[i]);
        }

        return errors.ToImmutable();
    }

    private static void CheckStep(ImmutableArray<OnCallError>.Builder errors, string path, PolicyStep step)
    {
        if (!step.Targets.IsDefaultOrEmpty || !IsCallbackOnly(step))
        {
            CheckTargets(errors, $"{path}.targets", step.Targets);
        }

        if (step.Channels.IsDefaultOrEmpty)
        {
            errors.Add(new($"{path}.channels", "must name at least one of sms, call, conference and callback"));
        }

        CheckChannels(errors, $"{path}.channels", step.Channels);
        CheckChannels(errors, $"{path}.repeat_channels", step.RepeatChannels);
        CheckWait(errors, $"{path}.delay_seconds", step.Delay, TimeSpan.Zero);
        CheckWait(errors, $"{path}.ack_timeout_seconds", step.AckTimeout, MinAckTimeout);
    }

    /// <summary>The device is called back, whoever the targets are; so there may be none.</summary>
    private static bool IsCallbackOnly(PolicyStep step) =>
        step is { Channels: { IsDefault: false } and [Channel.Callback] } && (step.RepeatChannels.IsDefaultOrEmpty || step.RepeatChannels is [Channel.Callback]);

    private static void CheckTargets(ImmutableArray<OnCallError>.Builder errors, string path, ImmutableArray<string> targets)
    {
        if (targets.IsDefaultOrEmpty || targets.Length > MaxTargets)
        {
            errors.Add(new(path, $"must have 1 to {MaxTargets} targets"));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; !targets.IsDefault && i < targets.Length; i++)
        {
            if (!OnCallIds.IsWellFormed(targets[i]) && !E164.IsWellFormed(targets[i]))
            {
                errors.Add(new($"{path}[{i}]", "must be a contact id or an E.164 number such as +15551234567"));
            }
            else if (!seen.Add(targets[i]))
            {
                errors.Add(new($"{path}[{i}]", "is named twice in this step"));
            }
        }
    }

    private static void CheckChannels(ImmutableArray<OnCallError>.Builder errors, string path, ImmutableArray<Channel> channels)
    {
        for (var i = 0; !channels.IsDefault && i < channels.Length; i++)
        {
            if (channels[i] is not (Channel.Sms or Channel.Call or Channel.Conference or Channel.Callback))
            {
                errors.Add(new($"{path}[{i}]", "must be sms, call, conference or callback"));
            }
            else if (channels.IndexOf(channels[i]) < i)
            {
                errors.Add(new($"{path}[{i}]", "is named twice"));
            }
        }
    }

    private static void CheckWait(ImmutableArray<OnCallError>.Builder errors, string path, TimeSpan wait, TimeSpan least)
    {
        if (wait < least || wait > MaxWait)
        {
            errors.Add(new(path, $"must be {least.TotalSeconds:0} to {MaxWait.TotalSeconds:0} seconds"));
        }
    }
}
