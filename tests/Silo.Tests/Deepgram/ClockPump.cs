using FleetActors.TestKit;

namespace FleetActors.Deepgram;

internal static class ClockPump
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Moves the clock on in small steps, with a breath of real time between them, until the task completes.</summary>
    public static async Task PumpAsync(this ManualClock clock, Task task)
    {
        var limit = Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!task.IsCompleted)
        {
            limit.IsCompleted.ShouldBeFalse("waited 30 s while the clock moved on");
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
            if (!task.IsCompleted)
            {
                clock.Advance(Step);
            }
        }
    }
}
