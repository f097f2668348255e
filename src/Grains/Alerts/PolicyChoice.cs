using FleetActors.Fleets;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

internal sealed class PolicyChoice(IOnCallLookup onCall, FleetProfileCache fleets) : IPolicyChoice
{
    public async ValueTask<EscalationPolicy> ForAsync(string? fleetId, Severity severity)
    {
        var builtIn = SeverityPolicies.BuiltIn.For(severity);
        var chosen = await ChosenByFleetAsync(fleetId ?? FleetId.Default, severity) ?? builtIn;

        // A fleet may name a policy that was deleted since; somebody must be paged all the same.
        return await onCall.PolicyAsync(chosen)
            ?? await onCall.PolicyAsync(builtIn)
            ?? throw new InvalidOperationException($"The built-in policy '{builtIn}' is missing.");
    }

    private async ValueTask<string?> ChosenByFleetAsync(string fleetId, Severity severity) =>
        FleetId.IsWellFormed(fleetId) && await fleets.FindAsync(fleetId) is { } slot ? slot.Current.Profile?.PolicyFor(severity) : null;
}
