using FleetActors.Fleets;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

internal sealed class PolicyChoice(IOnCallLookup onCall) : IPolicyChoice
{
    public async ValueTask<EscalationPolicy> ForAsync(string? fleetId, Severity severity) =>
        await onCall.PolicyAsync(SeverityPolicies.BuiltIn.For(severity))
        ?? throw new InvalidOperationException($"The built-in policy of severity {severity} is missing.");
}
