namespace Orleans.Timers;

/// <summary>Keeps what is made meanwhile from holding on to the flow values of whoever makes it.</summary>
internal readonly struct FlowSuppression : IDisposable
{
    private readonly AsyncFlowControl? _control;

    private FlowSuppression(AsyncFlowControl? control)
    {
        _control = control;
    }

    public static FlowSuppression Begin() => new(ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow());

    public void Dispose() => _control?.Dispose();
}
