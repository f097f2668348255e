namespace Orleans.Runtime;

/// <summary>A tick of a grain timer on its way through the activation's queue.</summary>
internal sealed class TimerTick(GrainTimer timer) : GrainCall(Tick)
{
    private static readonly CallMethod Tick = new(typeof(IGrainTimer), typeof(GrainTimer).GetMethod(nameof(GrainTimer.TickAsync))!);

    public override bool IsAlwaysInterleave => timer.IsInterleave;

    public override bool IsKeepAlive => timer.IsKeepAlive;

    public override bool IsLocal => true;

    public override bool Run(object instance)
    {
        Task? task;
        try
        {
            task = timer.TickAsync();
        }
#pragma warning disable CA1031 // Whatever the callback throws is logged; the timer goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            task = Task.FromException(exception);
        }

        if (task is null or { IsCompleted: true })
        {
            End(task);
            return true;
        }

        task.ContinueWith(
            static (ended, state) =>
            {
                var tick = (TimerTick)state!;
                tick.End(ended);
                tick.Finish();
            },
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return false;
    }

    public override void Fail(Exception exception) => timer.LogFailure(exception);

    private void End(Task? task)
    {
        if (task?.Exception?.InnerException is { } failure)
        {
            timer.LogFailure(failure);
        }

        timer.OnTicked();
    }
}
