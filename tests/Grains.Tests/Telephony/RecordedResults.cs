using System.Collections.Concurrent;

namespace FleetActors.Telephony;

/// <summary>Stands where the alerts are, and can refuse.</summary>
internal sealed class RecordedResults : ICommandResults, IDisposable
{
    private readonly ConcurrentQueue<(OutboundRequest Request, SentCommand Sent)> _told = new();
    private readonly SemaphoreSlim _news = new(0);

    public (OutboundRequest Request, SentCommand Sent)[] Told => [.. _told];

    /// <summary>Runs before a result is taken.</summary>
    public Func<OutboundRequest, SentCommand, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public void Dispose() => _news.Dispose();

    public async Task TellAsync(OutboundRequest request, SentCommand sent)
    {
        await Before(request, sent);
        _told.Enqueue((request, sent));
        _news.Release();
    }

    /// <summary>Waits until this many more results have come.</summary>
    public async Task WaitAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            (await _news.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue($"result {i + 1} of {count} did not come; {Told.Length} came in all");
        }
    }
}
