namespace FleetActors.FleetSim.Load;

/// <summary>How much load, against what.</summary>
/// <param name="Url">Of the server.</param>
/// <param name="Key">API key of role <c>ingest</c> or more, or null.</param>
/// <param name="Fleet">The fleet that new devices join, or null for the default one.</param>
/// <param name="Devices">How many different devices, 1 to 1,000,000.</param>
/// <param name="Rate">Readings a second over all of them, 1 to 1,000,000.</param>
/// <param name="Duration">How long.</param>
/// <param name="Batch">Readings in one request, 1 to 1000.</param>
/// <param name="Connections">Requests on their way at once, 1 to 512.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Spikes">Share of readings, 0 to 1, that are 100 instead of 2 to 6.</param>
internal sealed record LoadOptions(
    Uri Url,
    string? Key,
    string? Fleet,
    int Devices,
    int Rate,
    TimeSpan Duration,
    int Batch,
    int Connections,
    string Metric,
    double Spikes);
