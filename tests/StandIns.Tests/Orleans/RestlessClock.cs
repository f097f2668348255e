namespace FleetActors.StandIns.Grains;

/// <summary>
/// Another clock that moves on by 100 ns each time it is read, as every real clock does. Orleans waits for a reminder in whole milliseconds
/// until its clock has passed the due time, which is staggered at random: on a clock that stands still while a timer fires, the last
/// fraction of a millisecond would never pass.
/// </summary>
internal sealed class RestlessClock(TimeProvider clock) : TimeProvider
{
    private long _reads;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddTicks(Interlocked.Increment(ref _reads));

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
