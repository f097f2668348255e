namespace Orleans.Runtime;

/// <summary>A time limit, or an earlier cancellation, for beginning or ending an activation.</summary>
internal sealed class StepDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;

    private readonly CancellationTokenRegistration _registration;

    public StepDeadline(TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        _source = new CancellationTokenSource(timeout, clock);
        _registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        // Waits for a cancellation in progress, so that nothing cancels a source that is gone.
        _registration.Dispose();
        _source.Dispose();
    }
}
