using System.Collections.Concurrent;
using System.Reflection;

namespace FleetActors.Bench.Calls;

/// <summary>
/// The plainest actor engine there can be, as a baseline: a dispatch proxy that puts every call into the queue of its object, which a pool thread
/// works off one call at a time. No identity, no life cycle, no timeouts, no request context, and results of one type only.
/// </summary>
internal class QueueProxy : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, MethodInvoker> Invokers = new();
    private readonly ConcurrentQueue<Call> _calls = new();
    private ICounter _target = null!;
    private int _waiting;

    /// <summary>A reference to <paramref name="target"/> whose calls take turns.</summary>
    public static ICounter Around(ICounter target)
    {
        var reference = Create<ICounter, QueueProxy>();
        ((QueueProxy)reference)._target = target;
        return reference;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var call = new Call(targetMethod!, args!);
        _calls.Enqueue(call);
        if (Interlocked.Increment(ref _waiting) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static proxy => _ = proxy.WorkOffAsync(), this, preferLocal: true);
        }

        return call.Task;
    }

    private async Task WorkOffAsync()
    {
        do
        {
            _calls.TryDequeue(out var call);
            var invoker = Invokers.GetOrAdd(call!.Method, static method => MethodInvoker.Create(method));
            call.SetResult(await (Task<long>)invoker.Invoke(_target, call.Arguments.AsSpan())!);
        }
        while (Interlocked.Decrement(ref _waiting) > 0);
    }

    private sealed class Call(MethodInfo method, object?[] arguments)
        : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public MethodInfo Method { get; } = method;

        public object?[] Arguments { get; } = arguments;
    }
}
