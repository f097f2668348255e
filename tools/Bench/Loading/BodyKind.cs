namespace FleetActors.Bench.Loading;

/// <summary>What the requests of a load carry.</summary>
internal enum BodyKind
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>Telemetry: one reading as an object, or several as an array.</summary>
    Readings = 1,

    /// <summary>A report without a severity, so that inference is asked.</summary>
    Report = 2,

    /// <summary>A report of medium severity, whose policy dials at once.</summary>
    MediumReport = 3,
}
