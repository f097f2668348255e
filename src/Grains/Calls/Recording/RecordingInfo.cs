namespace FleetActors.Calls;

/// <summary>What is kept of a call's sound.</summary>
/// <param name="Samples">Written so far, 8000 a second.</param>
/// <param name="UpdatedAt">When something was last written.</param>
public sealed record RecordingInfo(string CallId, long Samples, DateTimeOffset UpdatedAt)
{
    /// <summary>What a WAV file can hold, 74 hours.</summary>
    public const long MaxSamples = (uint.MaxValue / 2) - 1024;

    /// <summary>Its length.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Samples / 8000.0);
}
