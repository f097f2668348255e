namespace FleetActors.Sandbox;

/// <summary>What goes wrong with the recogniser.</summary>
public sealed record SpeechFaults
{
    /// <summary>From the PUT on and for so long, in ms (0 to 600,000), streams break and new ones are refused with 503, recordings too. Default 0.</summary>
    public int DownMs { get; init; }

    /// <summary>HTTP status with which streams and recordings are refused (400 to 599). Default: none.</summary>
    public int? Status { get; init; }

    /// <summary>Only the next n requests are refused with <see cref="Status"/>. Default: no such limit.</summary>
    public int? Next { get; init; }
}
