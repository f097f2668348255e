using System.Collections.Immutable;
using FleetActors.Devices;

namespace FleetActors.Fleets;

/// <summary>A fleet as the API shows it; times in seconds.</summary>
/// <param name="Phone">E.164 number of the people behind it, or null.</param>
/// <param name="Revision">How often it was changed; 0 for the built-in profile of the fleet <c>default</c>.</param>
internal sealed record FleetResponse(
    string FleetId,
    string? Name,
    string? Phone,
    ImmutableArray<RuleResponse> Rules,
    double? OfflineAfter,
    PoliciesResponse Policies,
    bool AcceptUnknown,
    long Revision)
{
    public static FleetResponse Of(string id, FleetProfile profile, long revision) => new(
        id,
        profile.Name,
        profile.Phone,
        [.. profile.Rules.Select(RuleResponse.Of)],
        profile.OfflineAfter?.TotalSeconds,
        new PoliciesResponse(profile.Policies.Low, profile.Policies.Medium, profile.Policies.Critical),
        profile.AcceptUnknown,
        revision);
}

/// <summary>Which policy each severity follows.</summary>
internal sealed record PoliciesResponse(string Low, string Medium, string Critical);
