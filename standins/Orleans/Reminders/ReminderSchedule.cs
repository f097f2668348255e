namespace Orleans.Runtime;

/// <summary>When reminders tick: at their start and then after every whole period, whatever was missed meanwhile.</summary>
internal static class ReminderSchedule
{
    /// <summary>The first tick that is not before now.</summary>
    public static DateTime Next(ReminderEntry entry, DateTime now)
    {
        // A table may lose the kind; the times are UTC.
        var start = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        if (now <= start || entry.Period <= TimeSpan.Zero)
        {
            return start;
        }

        var sinceTick = (now - start).Ticks % entry.Period.Ticks;
        return sinceTick == 0 ? now : now.AddTicks(entry.Period.Ticks - sinceTick);
    }

    /// <summary>The first tick after one that was sent.</summary>
    public static DateTime Following(ReminderEntry entry, DateTime previous, DateTime now)
    {
        var next = Next(entry, now);
        return next > previous ? next : previous + entry.Period;
    }
}
