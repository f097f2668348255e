namespace FleetActors.Devices;

/// <summary>Does something of the silo's again and again, one time after the other, until stopped.</summary>
/// <param name="work">Handles its own failures; an exception ends the ticker and comes out of <see cref="StopAsync"/>.</param>
internal sealed class Ticker(TimeProvider time, TimeSpan period, Func<CancellationToken, Task> work) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins; the first time comes after one period.</summary>
    public void Start() => _loop = LoopAsync(_stopping.Token);

    /// <summary>Ends, after the work under way is done or has given up.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private async Task LoopAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await work(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }
}
