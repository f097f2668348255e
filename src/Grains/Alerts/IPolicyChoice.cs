using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>Which policy an alert of a fleet and severity gets.</summary>
internal interface IPolicyChoice
{
    /// <summary>The policy; never null: where the fleet names one that does not exist, the built-in one of the severity stands in.</summary>
    ValueTask<EscalationPolicy> ForAsync(string? fleetId, Severity severity);
}
