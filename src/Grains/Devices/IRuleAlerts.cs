namespace FleetActors.Devices;

/// <summary>The way from a rule to its alert.</summary>
internal interface IRuleAlerts
{
    /// <summary>Opens the rule's alert, or adds an occurrence to the one that is unresolved; its id, once it is durable. Safe to repeat.</summary>
    Task<string> RaiseAsync(DeviceRule rule, string deviceId, string fleetId, double? value, DateTimeOffset since);

    /// <summary>Tells the alert that its rule has cleared. Safe to repeat; an alert that is resolved or gone is no error.</summary>
    Task ClearAsync(string alertId, string rule, string detail);

    /// <summary>The rule's unresolved alert, or null; and then when the alert known so far was resolved, if that is known.</summary>
    Task<(string? OpenAlertId, DateTimeOffset? ResolvedAt)> FindAsync(string deviceId, string rule, string alertId);
}
