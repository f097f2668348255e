namespace FleetActors.Tools;

/// <summary>
/// Counts durations in buckets that grow by 2 percent, from 1 microsecond to about 10 minutes; longer ones count as the longest. Percentiles are at most 2 percent too
/// high. Safe for many threads; no memory per duration.
/// </summary>
internal sealed class LatencyHistogram
{
    private const double Growth = 1.02;
    private const int Buckets = 1024;
    private static readonly double LogOfGrowth = Math.Log(Growth);

    private readonly long[] _counts = new long[Buckets];
    private long _total;

    /// <summary>How many durations were counted.</summary>
    public long Total => Interlocked.Read(ref _total);

    public void Add(TimeSpan duration)
    {
        var microseconds = Math.Max(1, duration.TotalMicroseconds);
        Interlocked.Increment(ref _counts[Math.Min(Buckets - 1, (int)(Math.Log(microseconds) / LogOfGrowth))]);
        Interlocked.Increment(ref _total);
    }

    /// <summary>The duration that this share of all, 0 to 1, does not exceed; zero when nothing was counted.</summary>
    public TimeSpan Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Total * share);
        long seen = 0;
        for (var bucket = 0; bucket < Buckets && wanted > 0; bucket++)
        {
            seen += Interlocked.Read(ref _counts[bucket]);
            if (seen >= wanted)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(Growth, bucket + 1));
            }
        }

        return TimeSpan.Zero;
    }
}
