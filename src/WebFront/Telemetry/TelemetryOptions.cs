using FleetActors.Settings;

namespace FleetActors.Telemetry;

/// <summary>Limits of the telemetry endpoint, read once at start.</summary>
internal sealed class TelemetryOptions
{
    private const int MiB = 1024 * 1024;

    /// <summary><c>MAX_TELEMETRY_BYTES</c>: largest body, 1024 to 67108864; default 4194304.</summary>
    public int MaxBytes { get; init; } = 4 * MiB;

    /// <summary><c>MAX_TELEMETRY_ITEMS</c>: most items in one body, 1 to 100000; default 10000.</summary>
    public int MaxItems { get; init; } = 10_000;

    /// <summary>
    /// <c>MAX_READINGS_IN_FLIGHT</c>: values being evaluated at once, 100 to 10000000; default 100000. When they are reached, requests are answered
    /// 429 before anything is done for them. A single request larger than this is taken when nothing else is under way.
    /// </summary>
    public int MaxReadingsInFlight { get; init; } = 100_000;

    /// <summary>Reads them; what is wrong is added to the reader's problems and replaced by the default.</summary>
    public static TelemetryOptions Read(SettingsReader settings) => new()
    {
        MaxBytes = settings.Number("MAX_TELEMETRY_BYTES", 4 * MiB, 1024, 64 * MiB),
        MaxItems = settings.Number("MAX_TELEMETRY_ITEMS", 10_000, 1, 100_000),
        MaxReadingsInFlight = settings.Number("MAX_READINGS_IN_FLIGHT", 100_000, 100, 10_000_000),
    };
}
