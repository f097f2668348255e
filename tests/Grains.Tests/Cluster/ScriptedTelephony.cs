using System.Collections.Concurrent;
using FleetActors.Telephony;

namespace FleetActors.Cluster;

/// <summary>A provider that notes every command, answers as the test says, and lets the test wait for a command instead of sleeping.</summary>
internal sealed class ScriptedTelephony : ITelephony
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<TelephonyCommand> _commands = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _number;

    /// <summary>How a command is answered; by default it is accepted.</summary>
    public Func<TelephonyCommand, TelephonyResult>? Answer { get; set; }

    /// <summary>What a command's answer waits for; by default for nothing.</summary>
    public Func<TelephonyCommand, Task>? Before { get; set; }

    /// <summary>Live legs by client state, for look-ups.</summary>
    public ConcurrentDictionary<string, string> LiveLegs { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<TelephonyCommand> Commands => [.. _commands];

    public async Task<TelephonyResult> ExecuteAsync(TelephonyCommand command, CancellationToken cancellationToken)
    {
        var result = Answer?.Invoke(command) ?? TelephonyResult.Accepted($"id-{Interlocked.Increment(ref _number)}");
        lock (_gate)
        {
            _commands.Enqueue(command);
            _arrived.TrySetResult();
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await (Before?.Invoke(command) ?? Task.CompletedTask);
        return result;
    }

    public Task<LiveCall?> FindLiveCallAsync(string clientState, CancellationToken cancellationToken) =>
        Task.FromResult(LiveLegs.TryGetValue(clientState, out var leg) ? new LiveCall(leg, clientState) : null);

    /// <summary>Waits until this many commands of a kind have arrived.</summary>
    public async Task<IReadOnlyList<T>> WaitForAsync<T>(int count, Func<T, bool>? where = null)
        where T : TelephonyCommand
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next;
            lock (_gate)
            {
                next = _arrived.Task;
            }

            var found = _commands.OfType<T>().Where(command => where?.Invoke(command) ?? true).ToList();
            if (found.Count >= count)
            {
                return found;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Waited for {count} {typeof(T).Name}, saw {found.Count}; all: {string.Join(", ", _commands)}");
            }
        }
    }
}
