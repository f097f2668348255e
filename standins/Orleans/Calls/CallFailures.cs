namespace Orleans.Runtime;

/// <summary>Failures that the runtime itself gives to callers.</summary>
internal static class CallFailures
{
    public static InvalidOperationException NullTask(GrainCall call)
        => new($"{call.Method} of {call.Activation!.GrainId} returned null instead of a task.");

    public static TimeoutException Timeout(GrainCall call, TimeSpan timeout)
        => new($"Response did not arrive on time in {timeout} for message: {call}.");

    public static SiloUnavailableException Stopping(GrainCall call)
        => new($"The local silo is stopping and can no longer process the request: {call}.");

    public static CancellationToken CancellationOf(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            return CancellationToken.None;
        }
        catch (OperationCanceledException exception)
        {
            return exception.CancellationToken;
        }
    }
}
