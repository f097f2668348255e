namespace FleetActors.FleetSim.Measure;

/// <summary>How a cluster is measured.</summary>
/// <param name="Phase">How long each kind of load lasts.</param>
/// <param name="Readings">Readings a second.</param>
/// <param name="Alerts">Reports a second.</param>
/// <param name="Calls">Callers at once.</param>
internal sealed record MeasureOptions(TimeSpan Phase, int Readings, int Alerts, int Calls);
