using System.Collections.Concurrent;

namespace FleetActors.StandIns.Grains;

/// <summary>Named signals between tests and the grains they call, which live in the same process.</summary>
internal static class Signals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Sources = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Logs = new(StringComparer.Ordinal);

    public static void Set(string name) => Source(name).TrySetResult();

    public static bool IsSet(string name) => Source(name).Task.IsCompleted;

    /// <summary>Waits in a grain, on the grain's own scheduler.</summary>
    public static Task Of(string name) => Source(name).Task;

    /// <summary>Waits in a test.</summary>
    public static Task Await(string name) => Within(Source(name).Task, $"signal {name}");

    public static void Log(string name, string entry) => Logs.GetOrAdd(name, _ => new ConcurrentQueue<string>()).Enqueue(entry);

    public static IReadOnlyList<string> LogOf(string name) => [.. Logs.GetOrAdd(name, _ => new ConcurrentQueue<string>())];

    public static async Task Within(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Patience, TimeProvider.System)) != task)
        {
            throw new TimeoutException($"Waited {Patience} for {what}.");
        }

        await task;
    }

    public static async Task<T> Within<T>(Task<T> task, string what)
    {
        await Within((Task)task, what);
        return await task;
    }

    /// <summary>Asks again and again until the condition holds; for what gives no signal.</summary>
    public static async Task Until(Func<Task<bool>> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"Waited {Patience} for {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static TaskCompletionSource Source(string name)
        => Sources.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
