using FleetActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Webhooks;

public sealed class LateEventsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly SemaphoreSlim _tried = new(0);
    private readonly LateEvents _late;
    private int _attempts;

    public LateEventsTests() => _late = new LateEvents(_clock, NullLogger<LateEvents>.Instance);

    [Fact]
    public async Task KeepAsync_FailsThenHangsThenWorks_HandsTheEventOverUntilItIsTaken()
    {
        var answers = new Queue<Task>([new TaskCompletionSource().Task, Task.CompletedTask]);
        var keeping = _late.KeepAsync("e1", Failed(), () => Attempt(answers.Dequeue()));

        await LetPassAsync(TimeSpan.FromSeconds(1), attempts: 1);
        await LetPassAsync(TimeSpan.FromSeconds(3), attempts: 0);
        await LetPassAsync(TimeSpan.FromSeconds(1), attempts: 1);

        await keeping.WaitAsync(Patience);
        _attempts.ShouldBe(2);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task KeepAsync_FirstAttemptEndsWellAfterAll_TriesNoMore()
    {
        var first = new TaskCompletionSource();
        var keeping = _late.KeepAsync("e1", first.Task, () => Attempt(Task.CompletedTask));
        _late.Count.ShouldBe(1);

        first.SetResult();

        await keeping.WaitAsync(Patience);
        _attempts.ShouldBe(0);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task KeepAsync_NeverTaken_GivesUpAfterAMinute()
    {
        var keeping = _late.KeepAsync("e1", Failed(), () => Attempt(Failed()));
        for (var second = 0; second < 60; second++)
        {
            await LetPassAsync(TimeSpan.FromSeconds(1), attempts: 1);
        }

        await keeping.WaitAsync(Patience);
        _clock.PendingTimers.ShouldBe(0);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task KeepAsync_FaultOfOurOwn_GivesUpAtOnce()
    {
        await _late.KeepAsync("e1", Task.FromException(new InvalidOperationException("a fault")), () => Attempt(Task.CompletedTask)).WaitAsync(Patience);
        _attempts.ShouldBe(0);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task KeepAsync_TenThousandKeptAlready_LeavesItToTheProvider()
    {
        var never = new TaskCompletionSource();
        var kept = Enumerable.Range(0, 10_000).Select(number => _late.KeepAsync($"e{number}", never.Task, () => never.Task)).ToList();

        await _late.KeepAsync("one more", never.Task, () => never.Task).WaitAsync(Patience);

        _late.Count.ShouldBe(10_000);
        never.SetResult();
        await Task.WhenAll(kept).WaitAsync(Patience);
        _late.Count.ShouldBe(0);
    }

    public void Dispose() => _tried.Dispose();

    private Task Attempt(Task result)
    {
        _attempts++;
        _tried.Release();
        return result;
    }

    private static Task Failed() => Task.FromException(new OrleansException("its silo died"));

    private async Task LetPassAsync(TimeSpan time, int attempts)
    {
        await _clock.WhenTimersAsync(1).WaitAsync(Patience);
        _clock.Advance(time);
        for (var i = 0; i < attempts; i++)
        {
            (await _tried.WaitAsync(Patience)).ShouldBeTrue("no further attempt");
        }
    }
}
