using FleetActors.Alerts;
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
        var answers = new Queue<Task<CallEventReply>>([new TaskCompletionSource<CallEventReply>().Task, Taken]);
        var keeping = _late.KeepAsync(Key("e1"), Failed(), () => Attempt(answers.Dequeue()));

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
        var first = new TaskCompletionSource<CallEventReply>();
        var keeping = _late.KeepAsync(Key("e1"), first.Task, () => Attempt(Taken));
        _late.Count.ShouldBe(1);

        first.SetResult(CallEventReply.EventReceived);

        await keeping.WaitAsync(Patience);
        _attempts.ShouldBe(0);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task KeepAsync_NeverTaken_GivesUpAfterAMinute()
    {
        var keeping = _late.KeepAsync(Key("e1"), Failed(), () => Attempt(Failed()));
        for (var second = 0; second < 60; second++)
        {
            await LetPassAsync(TimeSpan.FromSeconds(1), attempts: 1);
        }

        await keeping.WaitAsync(Patience);
        _clock.PendingTimers.ShouldBe(0);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task KeepAsync_KeptAlready_IsTriedOnOnce()
    {
        var first = new TaskCompletionSource<CallEventReply>();
        var keeping = _late.KeepAsync(Key("e1"), first.Task, () => Attempt(Taken));

        await _late.KeepAsync(Key("e1"), Failed(), () => Attempt(Taken)).WaitAsync(Patience);

        (_late.Count, _late.AttemptFor(Key("e1"))).ShouldBe((1, first.Task));
        first.SetResult(CallEventReply.EventReceived);
        await keeping.WaitAsync(Patience);
        (_attempts, _late.Count, _late.AttemptFor(Key("e1"))).ShouldBe((0, 0, null));
    }

    [Fact]
    public async Task KeepAsync_FaultOfOurOwn_GivesUpAtOnce()
    {
        await _late.KeepAsync(Key("e1"), Task.FromException<CallEventReply>(new InvalidOperationException("a fault")), () => Attempt(Taken)).WaitAsync(Patience);
        _attempts.ShouldBe(0);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task KeepAsync_TenThousandKeptAlready_LeavesItToTheProvider()
    {
        var never = new TaskCompletionSource<CallEventReply>();
        var kept = Enumerable.Range(0, 10_000).Select(number => _late.KeepAsync(Key($"e{number}"), never.Task, () => never.Task)).ToList();

        await _late.KeepAsync(Key("one more"), never.Task, () => never.Task).WaitAsync(Patience);

        _late.Count.ShouldBe(10_000);
        never.SetResult(CallEventReply.EventReceived);
        await Task.WhenAll(kept).WaitAsync(Patience);
        _late.Count.ShouldBe(0);
    }

    public void Dispose() => _tried.Dispose();

    private Task<CallEventReply> Attempt(Task<CallEventReply> result)
    {
        _attempts++;
        _tried.Release();
        return result;
    }

    private static Task<CallEventReply> Taken => Task.FromResult(CallEventReply.EventReceived);

    private static EventKey Key(string eventId) => new(eventId, null, AssumesIncoming: false);

    private static Task<CallEventReply> Failed() => Task.FromException<CallEventReply>(new OrleansException("its silo died"));

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
