namespace FleetActors.Health;

/// <summary>How long this process has been up.</summary>
internal sealed class ServerAge(TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>Whole seconds since the start.</summary>
    public long Seconds => (long)time.GetElapsedTime(_startedAt).TotalSeconds;
}
