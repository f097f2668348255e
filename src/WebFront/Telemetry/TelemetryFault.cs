namespace FleetActors.Telemetry;

/// <summary>Why a body as a whole cannot be taken.</summary>
internal enum TelemetryFault
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>It is not JSON, or nested too deep.</summary>
    Broken = 1,

    /// <summary>It is JSON, but neither an object nor an array.</summary>
    NoReadings = 2,

    /// <summary>It has no items.</summary>
    Empty = 3,

    /// <summary>It has too many items.</summary>
    TooMany = 4,
}
