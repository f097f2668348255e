namespace FleetActors.Deepgram.Streaming;

/// <summary>Pauses between attempts: doubled each time up to a limit, and never quite the same, so that a thousand calls do not come back at one instant.</summary>
internal sealed class RetryPause(DeepgramOptions options, Random random)
{
    private const double Spread = 0.2;
    private int _failures;

    public TimeSpan Next()
    {
        var plain = options.FirstRetry * Math.Pow(2, Math.Min(_failures++, 16));
        var bounded = plain < options.LongestRetry ? plain : options.LongestRetry;
        return bounded * (1 - Spread + (2 * Spread * random.NextDouble()));
    }

    /// <summary>It works again.</summary>
    public void Reset() => _failures = 0;
}
