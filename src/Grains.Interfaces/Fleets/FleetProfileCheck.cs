using System.Collections.Immutable;
using FleetActors.Devices;
using FleetActors.OnCall;

namespace FleetActors.Fleets;

/// <summary>What must hold for a fleet's profile. Pure. Whether the policies exist is not asked: a policy may be put later.</summary>
public static class FleetProfileCheck
{
    private const int MaxNameLength = 200;

    /// <summary>Shortest <see cref="FleetProfile.OfflineAfter"/>.</summary>
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(10);

    /// <summary>Everything wrong with it; empty when it may be stored.</summary>
    public static ImmutableArray<ProfileError> Check(FleetProfile profile)
    {
        var errors = ImmutableArray.CreateBuilder<ProfileError>();
        CheckName(profile.Name, errors);
        CheckPhone(profile.Phone, errors);
        if (profile.Rules.Length > FleetProfile.MaxRules)
        {
            errors.Add(new ProfileError("rules", $"must be at most {FleetProfile.MaxRules}"));
        }

        for (var i = 0; i < profile.Rules.Length; i++)
        {
            RuleCheck.Check(profile.Rules[i], $"rules[{i}]", errors);
        }

        CheckUnique(profile.Rules.Select(rule => rule.Name), errors);
        if (profile.OfflineAfter is { } silence && (silence < ShortestSilence || silence > DeviceRule.LongestWait))
        {
            errors.Add(new ProfileError("offline_after", $"must be {ShortestSilence.TotalSeconds:0} s to {DeviceRule.LongestWait.TotalDays:0} days"));
        }

        CheckPolicy(profile.Policies.Low, "low", errors);
        CheckPolicy(profile.Policies.Medium, "medium", errors);
        CheckPolicy(profile.Policies.Critical, "critical", errors);
        return errors.ToImmutable();
    }

    internal static void CheckName(string? name, ICollection<ProfileError> errors)
    {
        if (name is not null && (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl)))
        {
            errors.Add(new ProfileError("name", $"must be 1 to {MaxNameLength} characters without control characters"));
        }
    }

    internal static void CheckPhone(string? phone, ICollection<ProfileError> errors)
    {
        if (phone is not null && !E164.IsWellFormed(phone))
        {
            errors.Add(new ProfileError("phone", "must be an E.164 number such as +15551234567"));
        }
    }

    internal static void CheckUnique(IEnumerable<string> names, ICollection<ProfileError> errors)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = 0;
        foreach (var name in names)
        {
            if (!seen.TryAdd(name, index))
            {
                errors.Add(new ProfileError($"rules[{index}].name", $"is the name of rules[{seen[name]}] too"));
            }

            index++;
        }
    }

    private static void CheckPolicy(string policyId, string severity, ImmutableArray<ProfileError>.Builder errors)
    {
        if (!OnCallIds.IsWellFormed(policyId))
        {
            errors.Add(new ProfileError($"policies.{severity}", "must be a policy id: 1 to 64 characters of a-z 0-9 . _ - beginning with a letter or digit"));
        }
    }
}
