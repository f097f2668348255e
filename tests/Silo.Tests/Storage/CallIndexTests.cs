using FleetActors.Calls;
using FleetActors.Recovery;

namespace FleetActors.Storage;

public abstract class CallIndexTests(DatabaseKind kind) : StorageTests(kind)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_000);

    private static long At(int seconds) => Now.AddSeconds(seconds).ToUnixTimeMilliseconds();

    [SkippableFact]
    public async Task Live_GivesWhatRingsTalksOrHasJustEnded_OldestFirst()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredCallIndex("long-over", "ended", At(-900), At(-600), null, 0));
        await store.Grains.SaveAsync(new StoredCallIndex("just-over", "ended", At(-400), At(-10), null, 0));
        await store.Grains.SaveAsync(new StoredCallIndex("talks", "active", At(-60), null, null, 0));
        await store.Grains.SaveAsync(new StoredCallIndex("rings", "ringing", At(-1), null, null, 2));

        (await store.Calls.LiveAsync(Now.AddMinutes(-5), 10, CancellationToken.None)).ShouldBe(["just-over", "talks", "rings"]);
        (await store.Calls.LiveAsync(Now.AddMinutes(-5), 2, CancellationToken.None)).ShouldBe(["just-over", "talks"]);
    }

    [SkippableFact]
    public async Task List_NewestFirst_PagesAndFilters()
    {
        await using var store = await OpenAsync();
        for (var n = 1; n <= 5; n++)
        {
            await store.Grains.SaveAsync(new StoredCallIndex($"call-{n}", n % 2 == 0 ? "active" : "ended", At(n), n % 2 == 0 ? null : At(n + 1), null, 0));
        }

        var first = await store.Calls.ListAsync(null, 2, null, CancellationToken.None);
        first.CallIds.ShouldBe(["call-5", "call-4"]);
        first.Total.ShouldBe(5);
        (await store.Calls.ListAsync(null, 2, "call-4", CancellationToken.None)).CallIds.ShouldBe(["call-3", "call-2"]);
        var active = await store.Calls.ListAsync(CallStatus.Active, 10, "call-4", CancellationToken.None);
        (active.CallIds.ShouldHaveSingleItem(), active.Total).ShouldBe(("call-2", 2));
        (await store.Calls.ListAsync(null, 2, "nobody", CancellationToken.None)).CallIds.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Unfinished_GivesLiveAndOwingInOrderOfId()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredCallIndex("d", "ended", At(0), At(1), null, 1));
        await store.Grains.SaveAsync(new StoredCallIndex("c", "ended", At(0), At(1), null, 0));
        await store.Grains.SaveAsync(new StoredCallIndex("b", "active", At(0), null, null, 0));
        await store.Grains.SaveAsync(new StoredCallIndex("a", "ringing", At(0), null, null, 1));

        (await store.Calls.UnfinishedAsync(SweepShare.Whole, null, 2, CancellationToken.None)).ShouldBe(["a", "b"]);
        (await store.Calls.UnfinishedAsync(SweepShare.Whole, "b", 2, CancellationToken.None)).ShouldBe(["d"]);
    }

    [SkippableFact]
    public async Task OverdueAndUnfinished_SharedAmongThree_GiveEveryCallToOne()
    {
        await using var store = await OpenAsync();
        var ids = Enumerable.Range(1, 30).Select(static number => $"call-{number:00}").ToList();
        foreach (var id in ids)
        {
            await store.Grains.SaveAsync(new StoredCallIndex(id, "active", At(0), null, At(0), 0));
        }

        var shares = Enumerable.Range(0, 3).Select(static index => new SweepShare(index, 3)).ToList();
        var overdue = await Task.WhenAll(shares.Select(share => store.Calls.OverdueAsync(share, Now, 100, CancellationToken.None)));
        var unfinished = await Task.WhenAll(shares.Select(share => store.Calls.UnfinishedAsync(share, null, 100, CancellationToken.None)));
        var later = await Task.WhenAll(shares.Select(share => store.Calls.UnfinishedAsync(share, "call-15", 100, CancellationToken.None)));

        foreach (var parts in new[] { overdue, unfinished })
        {
            parts.ShouldAllBe(static part => part.Count == 10);
            parts.SelectMany(static part => part).Order(StringComparer.Ordinal).ShouldBe(ids);
        }

        later.SelectMany(static part => part).Order(StringComparer.Ordinal).ShouldBe(ids.Skip(15));
    }

    [SkippableFact]
    public async Task Overdue_FollowsTheStateAndItsEnd()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredCallIndex("late", "active", At(0), null, At(0), 0));
        await store.Grains.SaveAsync(new StoredCallIndex("later", "active", At(0), null, At(-1), 0));
        await store.Grains.SaveAsync(new StoredCallIndex("not-yet", "active", At(0), null, At(1), 0));
        (await store.Calls.OverdueAsync(SweepShare.Whole, Now, 10, CancellationToken.None)).ShouldBe(["later", "late"]);

        await store.Grains.SaveAsync(new StoredCallIndex("later", "ended", At(0), At(5), null, 0));

        (await store.Calls.OverdueAsync(SweepShare.Whole, Now, 10, CancellationToken.None)).ShouldBe(["late"]);
        (await store.Calls.ListAsync(CallStatus.Ended, 10, null, CancellationToken.None)).CallIds.ShouldBe(["later"]);
    }

    [SkippableFact]
    public async Task Clear_ForgetsTheCall()
    {
        await using var store = await OpenAsync();
        var state = await store.Grains.SaveAsync(new StoredCallIndex("call-1", "active", At(0), null, At(0), 1));

        await store.Grains.ClearStateAsync(StorageNames.Call, GrainStates.Call("call-1"), state);

        (await store.Calls.ListAsync(null, 10, null, CancellationToken.None)).Total.ShouldBe(0);
    }
}
