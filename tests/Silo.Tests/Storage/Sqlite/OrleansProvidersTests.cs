using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
#if !STANDINS
using Orleans.Serialization;
#endif

namespace FleetActors.Storage.Sqlite;

/// <summary>Orleans' own providers, which earlier releases used on this file, and ours find each other's rows.</summary>
public sealed class OrleansProvidersTests : IAsyncLifetime
{
    private const string StateName = "policy";

    private FleetStore _ours = null!;
    private ServiceProvider _theirs = null!;

    public static TheoryData<string> Keys => ["night-shift", "Ä+b", "2A", "2A+night-shift", "111111112222333344445555555555aa"];

    private IGrainStorage TheirGrains => _theirs.GetRequiredKeyedService<IGrainStorage>(StorageNames.Fleet);

    private IReminderTable TheirReminders => _theirs.GetRequiredService<IReminderTable>();

    public async Task InitializeAsync()
    {
        _ours = await FleetStore.OpenAsync(DatabaseKind.Sqlite);
        var connectionString = _ours.Database.Open().ConnectionString;
        var silo = new SiloParts();
        silo.Services.AddLogging();
        silo.Services.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = "fleet");
        silo.Services.AddKeyedSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>(StorageNames.Fleet);
#if !STANDINS
        silo.Services.AddSerializer();
#endif
        silo.AddAdoNetGrainStorage(StorageNames.Fleet, options =>
        {
            (options.Invariant, options.ConnectionString, options.DeleteStateOnClear) = (StorageOptions.SqliteInvariant, connectionString, true);
        });
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (StorageOptions.SqliteInvariant, connectionString));
        _theirs = silo.Services.BuildServiceProvider();
        await SiloParts.StartAsync(TheirGrains);
        await TheirReminders.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _theirs.DisposeAsync();
        await _ours.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task State_WrittenByEither_IsReadWrittenAndClearedByTheOther(string key)
    {
        var grain = GrainId.Create("policy", key);
        var (ours, theirs) = (new GrainState<Policy>(new Policy("ours")), new GrainState<Policy>());
        await _ours.Grains.WriteStateAsync(StateName, grain, ours);

        await TheirGrains.ReadStateAsync(StateName, grain, theirs);
        (theirs.State!.Name, theirs.ETag, theirs.RecordExists).ShouldBe(("ours", "1", true));
        theirs.State = new Policy("theirs");
        await TheirGrains.WriteStateAsync(StateName, grain, theirs);

        await Should.ThrowAsync<InconsistentStateException>(() => _ours.Grains.WriteStateAsync(StateName, grain, ours));
        await _ours.Grains.ReadStateAsync(StateName, grain, ours);
        (ours.State!.Name, ours.ETag).ShouldBe(("theirs", "2"));
        await _ours.Grains.ClearStateAsync(StateName, grain, ours);

        await TheirGrains.ReadStateAsync(StateName, grain, theirs);
        theirs.RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Reminder_WrittenByEither_IsReadReplacedAndRemovedByTheOther()
    {
        var grain = GrainId.Create("alert", "alrt-1");
        var start = new DateTime(2026, 3, 29, 1, 30, 0, 250, DateTimeKind.Utc);
        var written = await _ours.Reminders.UpsertRow(new ReminderEntry { GrainId = grain, ReminderName = "due", StartAt = start, Period = TimeSpan.FromMinutes(1) });

        var read = (await TheirReminders.ReadRows(0, 0)).Reminders.ShouldHaveSingleItem();
        (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag).ShouldBe((grain, "due", start, TimeSpan.FromMinutes(1), written));
        read.StartAt = start.AddHours(1);
        var replaced = await TheirReminders.UpsertRow(read);

        var again = (await _ours.Reminders.ReadRow(grain, "due")).ShouldNotBeNull();
        (again.StartAt, again.ETag).ShouldBe((start.AddHours(1), replaced));
        (await _ours.Reminders.RemoveRow(grain, "due", written!)).ShouldBeFalse();
        (await _ours.Reminders.RemoveRow(grain, "due", replaced!)).ShouldBeTrue();
        (await TheirReminders.ReadRows(grain)).Reminders.ShouldBeEmpty();
    }

    private sealed record Policy(string Name)
    {
        public Policy()
            : this(string.Empty)
        {
        }
    }
}
