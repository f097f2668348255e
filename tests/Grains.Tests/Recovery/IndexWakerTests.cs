using System.Collections.Concurrent;

namespace FleetActors.Recovery;

public sealed class IndexWakerTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 2 * IndexWaker.PageSize).Select(static number => $"{number:D5}")];

    private readonly ConcurrentQueue<string> _woken = new();
    private readonly ConcurrentQueue<string> _failed = new();

    [Fact]
    public async Task WakeAll_MoreThanAPage_WakesEachOnceAndAsksUntilAPageIsNotFull()
    {
        var asked = new List<string?>();

        await Waker().WakeAllAsync(
            after =>
            {
                asked.Add(after);
                return Task.FromResult<IReadOnlyList<string>>([.. Ids.Where(id => string.CompareOrdinal(id, after) > 0).Take(IndexWaker.PageSize)]);
            },
            CancellationToken.None);

        _woken.Order(StringComparer.Ordinal).ShouldBe(Ids);
        asked.ShouldBe([null, "00999", "01999"]);
    }

    [Fact]
    public async Task WakeAll_OneThatCannotBeWoken_WakesTheOthersAndTellsOfIt()
    {
        await Waker(cannot: "b").WakeAllAsync(["a", "b", "c"], CancellationToken.None);

        _woken.ShouldBe(["a", "c"], ignoreOrder: true);
        _failed.ShouldBe(["b: away"]);
    }

    [Fact]
    public async Task WakeAll_Cancelled_WakesNoMore()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Waker().WakeAllAsync(Ids, new CancellationToken(canceled: true)));

        _woken.ShouldBeEmpty();
    }

    private IndexWaker Waker(string? cannot = null) => new(
        id =>
        {
            if (id == cannot)
            {
                throw new InvalidOperationException("away");
            }

            _woken.Enqueue(id);
            return Task.CompletedTask;
        },
        (failure, id) => _failed.Enqueue($"{id}: {failure.Message}"));
}
