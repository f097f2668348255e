using System.Collections.Immutable;
using System.Text.Json;
using FleetActors.Fleets;
using FleetActors.OnCall;

namespace FleetActors.Devices;

/// <summary>Reads device profiles from the API's JSON. What the API gives out may be sent back as it is.</summary>
internal static class DeviceJson
{
    private static readonly string[] Shown = ["rules_in_force", "created_at", "last_seen", "values", "states"];

    /// <summary>
    /// Reads a profile. Left out: <c>fleet_id</c> is <c>default</c>, <c>name</c>, <c>phone</c> and <c>rules</c> none. A rule is a whole rule, or
    /// <c>{name, enabled: false}</c> to switch the fleet's off. With errors the profile must not be used.
    /// </summary>
    public static (DeviceProfile Profile, ImmutableArray<OnCallError> Errors) Read(string id, JsonElement body)
    {
        var errors = new List<OnCallError>();
        var members = new MemberReader(body, "", errors, ["device_id", "fleet_id", "name", "phone", "rules", .. Shown]);
        if (members.Text("device_id", id) != id)
        {
            errors.Add(new OnCallError("device_id", "must be the id in the address, or left out"));
        }

        var profile = new DeviceProfile(
            members.Text("fleet_id", FleetId.Default),
            members.OptionalText("name"),
            [.. members.Objects("rules").Select(rule => ReadOverride(rule.Json, rule.Path, errors))],
            members.OptionalText("phone"));
        return (profile, OnCallProblems.Merge(errors, ProfileErrors.Of(DeviceProfileCheck.Check(profile))));
    }

    private static RuleOverride ReadOverride(JsonElement json, string path, List<OnCallError> errors)
    {
        if (json.TryGetProperty("enabled", out var enabled) && enabled.ValueKind == JsonValueKind.False)
        {
            return new RuleOverride(new MemberReader(json, path, errors, "name", "enabled").Text("name", ""), null);
        }

        var rule = RuleJson.Read(json, path, errors);
        return new RuleOverride(rule.Name, rule);
    }
}
