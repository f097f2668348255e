using System.Collections.Immutable;
using System.Text.Json;
using FleetActors.Devices;
using FleetActors.OnCall;

namespace FleetActors.Fleets;

/// <summary>Reads fleet profiles from the API's JSON. What the API gives out may be sent back as it is.</summary>
internal static class FleetJson
{
    /// <summary>
    /// Reads a profile. Left out: no <c>name</c>, no <c>phone</c>, no <c>rules</c>, no <c>offline_after</c>, the built-in <c>policies</c>, <c>accept_unknown</c> true.
    /// With errors the profile must not be used.
    /// </summary>
    public static (FleetProfile Profile, ImmutableArray<OnCallError> Errors) Read(string id, JsonElement body)
    {
        var errors = new List<OnCallError>();
        var members = new MemberReader(body, "", errors, "fleet_id", "name", "phone", "rules", "offline_after", "policies", "accept_unknown", "revision");
        if (members.Text("fleet_id", id) != id)
        {
            errors.Add(new OnCallError("fleet_id", "must be the id in the address, or left out"));
        }

        var profile = new FleetProfile(
            members.OptionalText("name"),
            [.. members.Objects("rules").Select(rule => RuleJson.Read(rule.Json, rule.Path, errors))],
            members.Has("offline_after") ? members.Duration("offline_after", TimeSpan.Zero) : null,
            members.Object("policies") is { } policies ? ReadPolicies(policies.Json, policies.Path, errors) : SeverityPolicies.BuiltIn,
            members.Flag("accept_unknown", true),
            members.OptionalText("phone"));
        return (profile, OnCallProblems.Merge(errors, ProfileErrors.Of(FleetProfileCheck.Check(profile))));
    }

    private static SeverityPolicies ReadPolicies(JsonElement json, string path, List<OnCallError> errors)
    {
        var members = new MemberReader(json, path, errors, "low", "medium", "critical");
        var builtIn = SeverityPolicies.BuiltIn;
        return new SeverityPolicies(
            members.Text("low", builtIn.Low), members.Text("medium", builtIn.Medium), members.Text("critical", builtIn.Critical));
    }
}
