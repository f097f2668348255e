using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of an activation. Disposing it cancels the token of a running callback and stops further ticks; twice is harmless.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>
    /// Sets due time and period anew; called from the callback it takes effect when the callback ends.
    /// <see cref="Timeout.InfiniteTimeSpan"/> means never, or never again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A span is negative or longer than 4,294,967,294 ms.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Takes due time and period.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Wait before the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Wait after the end of each tick; <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks may run between the awaits of other turns. Default false.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks count as use, so that the activation is not collected as idle. Default false.</summary>
    public bool KeepAlive { get; init; }
}
