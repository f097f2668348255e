using FleetActors.Directory;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace FleetActors.Storage;

/// <summary>What grains see of the storage, through a silo.</summary>
public abstract class StoredSiloTests(DatabaseKind kind) : StorageTests(kind), IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await NewDatabaseAsync();

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [SkippableFact]
    public async Task Restart_StatesAndRemindersAreStillThere()
    {
        var id = GrainStates.AlertId(1);
        await using (var first = await StoredSilo.StartAsync(_database))
        {
            var alert = first.GrainFactory.GetGrain<IKeptAlertGrain>(id);
            await alert.OpenAsync("truck-7/temp");
            await alert.RemindAsync("hourly");
        }

        await using var second = await StoredSilo.StartAsync(_database);
        var again = second.GrainFactory.GetGrain<IKeptAlertGrain>(id);

        (await again.StatusAsync()).ShouldBe("open");
        (await again.RemindersAsync()).ShouldBe(["hourly"]);
        (await Index(second).FindOpenByDedupKeyAsync("truck-7/temp", CancellationToken.None)).ShouldBe(id);
    }

    [SkippableFact]
    public async Task Write_DedupKeyOfAnotherAlert_IsRecognisedByTheGrainAndByItsCaller()
    {
        await using var cluster = await StoredSilo.StartAsync(_database);
        await cluster.GrainFactory.GetGrain<IKeptAlertGrain>(GrainStates.AlertId(1)).OpenAsync("truck-7/temp");

        (await cluster.GrainFactory.GetGrain<IKeptAlertGrain>(GrainStates.AlertId(2)).TryOpenAsync("truck-7/temp")).ShouldBe("duplicate");

        var third = cluster.GrainFactory.GetGrain<IKeptAlertGrain>(GrainStates.AlertId(3));
        var failure = await Should.ThrowAsync<Exception>(() => third.OpenAsync("truck-7/temp"));
        StorageErrors.IsDuplicateKey(failure).ShouldBeTrue(failure.ToString());
    }

    [SkippableFact]
    public async Task Write_AfterADuplicate_WorksInTheSameActivation()
    {
        await using var cluster = await StoredSilo.StartAsync(_database);
        await cluster.GrainFactory.GetGrain<IKeptAlertGrain>(GrainStates.AlertId(1)).OpenAsync("truck-7/temp");
        var second = cluster.GrainFactory.GetGrain<IKeptAlertGrain>(GrainStates.AlertId(2));
        await second.TryOpenAsync("truck-7/temp");

        (await second.TryOpenAsync("truck-7/door")).ShouldBe("stored");
    }

    [SkippableFact]
    public async Task Write_ManyGrainsAtOnce_AllAreListed()
    {
        await using var cluster = await StoredSilo.StartAsync(_database);

        await Task.WhenAll(Enumerable.Range(1, 200).Select(n => cluster.GrainFactory.GetGrain<IKeptAlertGrain>(GrainStates.AlertId(n)).OpenAsync(null)));

        (await Index(cluster).CountAsync(CancellationToken.None)).Total.ShouldBe(200);
    }

    private static IAlertIndex Index(TestCluster cluster) =>
        ((InProcessSiloHandle)cluster.Primary!).SiloHost.Services.GetRequiredService<IAlertIndex>();
}
