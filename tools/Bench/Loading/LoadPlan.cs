namespace FleetActors.Bench.Loading;

/// <summary>One load, as it is handed to the load process.</summary>
/// <param name="Port">On 127.0.0.1.</param>
/// <param name="Path">Of the POST requests.</param>
/// <param name="Readings">Readings in one request, for <see cref="BodyKind.Readings"/>.</param>
/// <param name="DevicesPerRequest">Over how many devices they are spread.</param>
/// <param name="Connections">Kept open; at most one request on each at a time.</param>
/// <param name="Seconds">How long requests are sent.</param>
/// <param name="Rate">
/// Requests a second, sent when they are due whether or not earlier ones were answered (as far as connections are free; a latency counts from
/// when the request was due). 0: every connection sends its next request as soon as it has an answer.
/// </param>
/// <param name="KeepsAlertIds">Whether the report lists the alerts that the answers name.</param>
internal sealed record LoadPlan(
    int Port,
    string Path,
    BodyKind Body,
    int Readings,
    int DevicesPerRequest,
    int Connections,
    double Seconds,
    double Rate,
    bool KeepsAlertIds);
