using FleetActors.TestKit;

namespace FleetActors.Deepgram;

internal static class ClockPump
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Moves the clock on in small steps until the task completes. Between them the process gets a breath of real time and comes to rest: on a busy machine the clock must not run away
    /// from those who have work to do at its present hour.
    /// </summary>
    public static async Task PumpAsync(this ManualClock clock, Task task)
    {
        var limit = Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!task.IsCompleted)
        {
            limit.IsCompleted.ShouldBeFalse("waited 30 s while the clock moved on");
            do
            {
                await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
            }
            while (ThreadPool.PendingWorkItemCount > 0 && !task.IsCompleted && !limit.IsCompleted);

            if (!task.IsCompleted)
            {
                clock.Advance(Step);
            }
        }
    }
}
