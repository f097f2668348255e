using System.Collections.Immutable;
using FleetActors.Fleets;

namespace FleetActors.Devices;

/// <summary>What must hold for a device's profile. Pure.</summary>
public static class DeviceProfileCheck
{
    /// <summary>Everything wrong with it; empty when it may be stored.</summary>
    public static ImmutableArray<ProfileError> Check(DeviceProfile profile)
    {
        var errors = ImmutableArray.CreateBuilder<ProfileError>();
        if (!FleetId.IsWellFormed(profile.FleetId))
        {
            errors.Add(new ProfileError("fleet_id", FleetId.Rule));
        }

        FleetProfileCheck.CheckName(profile.Name, errors);
        FleetProfileCheck.CheckPhone(profile.Phone, errors);
        if (profile.Rules.Length > DeviceProfile.MaxRules)
        {
            errors.Add(new ProfileError("rules", $"must be at most {DeviceProfile.MaxRules}"));
        }

        for (var i = 0; i < profile.Rules.Length; i++)
        {
            CheckOverride(profile.Rules[i], $"rules[{i}]", errors);
        }

        FleetProfileCheck.CheckUnique(profile.Rules.Select(rule => rule.Name), errors);
        return errors.ToImmutable();
    }

    private static void CheckOverride(RuleOverride rule, string path, ImmutableArray<ProfileError>.Builder errors)
    {
        if (rule.Replacement is null)
        {
            if (!RuleName.IsWellFormed(rule.Name))
            {
                errors.Add(new ProfileError($"{path}.name", RuleName.Rule));
            }

            return;
        }

        RuleCheck.Check(rule.Replacement, path, errors);
        if (rule.Replacement.Name != rule.Name)
        {
            errors.Add(new ProfileError($"{path}.name", "must be the replacement's name"));
        }
    }
}
