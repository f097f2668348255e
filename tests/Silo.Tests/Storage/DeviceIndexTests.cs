using FleetActors.Directory;
using FleetActors.Recovery;

namespace FleetActors.Storage;

public abstract class DeviceIndexTests(DatabaseKind kind) : StorageTests(kind)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_000);

    [SkippableFact]
    public async Task List_GivesDevicesInOrderOfIdWithWhatIsKnown()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-2", "north", null, 0));
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", null, null, 3));
        await store.Devices.SaveLastSeenAsync([new DeviceSeen("truck-2", Now), new DeviceSeen("never-stored", Now)], CancellationToken.None);

        (await store.Devices.ListAsync(null, 10, null, CancellationToken.None))
            .ShouldBe([new DeviceIndexRow("truck-1", null, 3, null), new DeviceIndexRow("truck-2", "north", 0, Now)]);
    }

    [SkippableFact]
    public async Task List_FleetLimitAndAfter_Narrow()
    {
        await using var store = await OpenAsync();
        foreach (var n in new[] { 1, 2, 3, 4 })
        {
            await store.Grains.SaveAsync(new StoredDeviceIndex($"truck-{n}", n == 3 ? "south" : "north", null, 0));
        }

        (await store.Devices.ListAsync("north", 2, "truck-1", CancellationToken.None)).Select(row => row.DeviceId).ShouldBe(["truck-2", "truck-4"]);
        (await store.Devices.ListAsync("north", 1, null, CancellationToken.None)).Select(row => row.DeviceId).ShouldBe(["truck-1"]);
        (await store.Devices.ListAsync("east", 10, null, CancellationToken.None)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Overdue_GivesTheLongestOverdueFirst()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "f", Now.ToUnixTimeMilliseconds(), 0));
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-2", "f", Now.ToUnixTimeMilliseconds() - 1, 0));
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-3", "f", Now.ToUnixTimeMilliseconds() + 1, 0));
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-4", "f", null, 0));

        (await store.Devices.OverdueAsync(SweepShare.Whole, Now, 10, CancellationToken.None)).ShouldBe(["truck-2", "truck-1"]);
        (await store.Devices.OverdueAsync(SweepShare.Whole, Now, 1, CancellationToken.None)).ShouldBe(["truck-2"]);
    }

    [SkippableFact]
    public async Task Overdue_SharedAmongThree_GivesEveryDeviceToOne()
    {
        await using var store = await OpenAsync();
        var ids = Enumerable.Range(1, 30).Select(number => $"truck-{number:00}").ToList();
        foreach (var id in ids)
        {
            await store.Grains.SaveAsync(new StoredDeviceIndex(id, "f", Now.ToUnixTimeMilliseconds(), 0));
        }

        var parts = new List<IReadOnlyList<string>>();
        for (var index = 0; index < 3; index++)
        {
            parts.Add(await store.Devices.OverdueAsync(new SweepShare(index, 3), Now, 100, CancellationToken.None));
        }

        parts.ShouldAllBe(part => part.Count == 10);
        parts.SelectMany(part => part).Order(StringComparer.Ordinal).ShouldBe(ids);
    }

    [SkippableFact]
    public async Task Write_Again_CopiesWhatChanged()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", 5, 1));

        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "south", null, 2));

        (await store.Devices.ListAsync(null, 10, null, CancellationToken.None)).ShouldBe([new DeviceIndexRow("truck-1", "south", 2, null)]);
        (await store.Devices.OverdueAsync(SweepShare.Whole, Now, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Clear_ForgetsDeviceAndLastSeen()
    {
        await using var store = await OpenAsync();
        var state = await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", 5, 1));
        await store.Devices.SaveLastSeenAsync([new DeviceSeen("truck-1", Now)], CancellationToken.None);

        await store.Grains.ClearStateAsync(StorageNames.Device, GrainStates.Device("truck-1"), state);

        (await store.Devices.ListAsync(null, 10, null, CancellationToken.None)).ShouldBeEmpty();
        store.Database.Scalar<int>("SELECT count(*) FROM device_seen").ShouldBe(0);
    }

    [SkippableFact]
    public async Task SaveLastSeen_OlderTime_NeverReplacesANewerOne()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", null, 0));

        await store.Devices.SaveLastSeenAsync([new DeviceSeen("truck-1", Now)], CancellationToken.None);
        await store.Devices.SaveLastSeenAsync([new DeviceSeen("truck-1", Now.AddSeconds(-1))], CancellationToken.None);

        (await store.Devices.ListAsync(null, 1, null, CancellationToken.None))[0].LastSeen.ShouldBe(Now);
    }

    [SkippableFact]
    public async Task SaveLastSeen_ManyWhileGrainsWrite_StoresAll()
    {
        await using var store = await OpenAsync();
        var seen = Enumerable.Range(0, 3_000).Select(n => new DeviceSeen($"truck-{n}", Now.AddMilliseconds(n))).ToArray();

        var writes = Enumerable.Range(0, 200).Select(n => Task.Run(() => store.Grains.SaveAsync(new StoredDeviceIndex($"truck-{n}", "f", null, 0))));
        await Task.WhenAll([store.Devices.SaveLastSeenAsync(seen, CancellationToken.None), .. writes]);

        store.Database.Scalar<int>("SELECT count(*) FROM device_seen").ShouldBe(3_000);
        store.Database.Scalar<int>("SELECT count(*) FROM device_index").ShouldBe(200);
    }
}
