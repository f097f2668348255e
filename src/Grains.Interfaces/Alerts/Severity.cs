namespace FleetActors.Alerts;

/// <summary>How bad it is. Ordered: a higher value is worse.</summary>
public enum Severity
{
    /// <summary>Not known yet; never stored on an alert.</summary>
    Unknown = 0,

    /// <summary>Someone should know.</summary>
    Low = 1,

    /// <summary>Someone must look soon.</summary>
    Medium = 2,

    /// <summary>Everyone now.</summary>
    Critical = 3,
}
