using System.Collections.Concurrent;

namespace FleetActors.Telephony;

/// <summary>A provider that does what the test says; by default it accepts at once.</summary>
internal sealed class FakeTelephony : ITelephony
{
    private readonly ConcurrentQueue<TelephonyCommand> _executed = new();
    private readonly ConcurrentQueue<string> _lookedUp = new();

    public Func<TelephonyCommand, CancellationToken, Task<TelephonyResult>> Execute { get; set; } =
        (command, _) => Task.FromResult(TelephonyResult.Accepted(command.CommandId.ToString()));

    public Func<string, LiveCall?> Find { get; set; } = _ => null;

    public TelephonyCommand[] Executed => [.. _executed];

    public string[] LookedUp => [.. _lookedUp];

    public Task<TelephonyResult> ExecuteAsync(TelephonyCommand command, CancellationToken cancellationToken)
    {
        _executed.Enqueue(command);
        return Execute(command, cancellationToken);
    }

    public Task<LiveCall?> FindLiveCallAsync(string clientState, CancellationToken cancellationToken)
    {
        _lookedUp.Enqueue(clientState);
        return Task.FromResult(Find(clientState));
    }
}
