using FleetActors.Directory;
using FleetActors.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Storage;

public abstract class PhoneIndexTests(DatabaseKind kind) : StorageTests(kind)
{
    private const string Number = "+15550100777";
    private const string Another = "+15550100778";

    [SkippableFact]
    public async Task Find_GivesEverybodyWhoHasTheNumber()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-2", "north", null, 0, Number));
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", null, 0, Number));
        await store.Grains.SaveAsync(new StoredDeviceIndex("truck-1", "north", null, 0));
        await SaveFleetAsync(store, Number);
        await SaveContactAsync(store, Another, Number);

        ShouldBe(await FindAsync(store), ["button-1", "button-2"], ["north"], ["ada"]);
        ShouldBe(await FindAsync(store, Another), [], [], ["ada"]);
        ShouldBe(await FindAsync(store, "+15559999999"), [], [], []);
    }

    [SkippableFact]
    public async Task Find_MoreThanAreListed_ThoseWithTheWorstOpenAlertsFirstAndSaysThatThereAreMore()
    {
        await using var store = await OpenAsync();
        for (var n = 10; n < 22; n++)
        {
            await store.Grains.SaveAsync(new StoredDeviceIndex($"button-{n}", "north", null, 0, Number));
        }

        await SaveAlertAsync(store, 1, "button-21", "open", 1);
        await SaveAlertAsync(store, 2, "button-17", "acknowledged", 3);
        await SaveAlertAsync(store, 3, "button-20", "resolved", 3);
        await SaveAlertAsync(store, 4, "button-19", "paging", 3);
        await SaveAlertAsync(store, 5, "button-11", "suppressed", 3);

        var owners = await FindAsync(store);

        ShouldBe(owners, ["button-19", "button-17", "button-21", "button-10", "button-11", "button-12", "button-13", "button-14", "button-15", "button-16"], [], []);
        owners.HasMore.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Find_AsManyAsAreListed_SaysThatTheseAreAll()
    {
        await using var store = await OpenAsync();
        for (var n = 10; n < 20; n++)
        {
            await store.Grains.SaveAsync(new StoredDeviceIndex($"button-{n}", "north", null, 0, Number));
        }

        var owners = await FindAsync(store);

        (owners.Devices.Count, owners.HasMore).ShouldBe((PhoneOwners.Most, false));
    }

    [SkippableFact]
    public async Task Find_FleetsByTheirWorstOpenAlert()
    {
        await using var store = await OpenAsync();
        await SaveFleetAsync(store, Number, "default");
        await SaveFleetAsync(store, Number);
        await SaveFleetAsync(store, Number, "south");
        await SaveAlertAsync(store, 1, "truck-1", "open", 2, "south");
        await SaveAlertAsync(store, 2, "truck-2", "open", 3);

        ShouldBe(await FindAsync(store), [], ["default", "south", "north"], []);
    }

    [SkippableFact]
    public async Task Find_LooksAtABoundedNumberOfOwnersByIndex()
    {
        await using var store = await OpenAsync();

        var plan = store.Database.PlanOf(PhoneIndex.FindSql, static command => command.With("@number", Number));

        plan.ShouldSearchBy("ix_alert_index_open_device", "ix_alert_index_open_fleet", Kind == DatabaseKind.Sqlite ? "PRIMARY KEY" : "phone_index_pkey");
        PhoneIndex.FindSql.ShouldContain($"LIMIT {PhoneOwners.LookedAt}");
    }

    [SkippableFact]
    public async Task Write_Again_FollowsTheNumber()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", null, 0));
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", 5, 1, Number));
        await SaveFleetAsync(store, null);
        await SaveFleetAsync(store, Number);
        await SaveContactAsync(store, Number, Another);
        ShouldBe(await FindAsync(store), ["button-1"], ["north"], ["ada"]);

        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", 6, 1, Another));
        await SaveFleetAsync(store, Another);
        await SaveContactAsync(store, Another);
        ShouldBe(await FindAsync(store), [], [], []);
        ShouldBe(await FindAsync(store, Another), ["button-1"], ["north"], ["ada"]);

        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", 6, 1));
        await SaveFleetAsync(store, null);
        ShouldBe(await FindAsync(store, Another), [], [], ["ada"]);
    }

    [SkippableFact]
    public async Task Write_NumberOfOthersUnchanged_LeavesTheirRows()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", null, 0, Number));
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-2", "north", null, 0, Number));

        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", 7, 1, Number));
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-2", "north", 7, 1));

        ShouldBe(await FindAsync(store), ["button-1"], [], []);
    }

    [SkippableFact]
    public async Task Clear_ForgetsTheNumber()
    {
        await using var store = await OpenAsync();
        var device = await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", null, 0, Number));
        var contact = await SaveContactAsync(store, Number);

        await store.Grains.ClearStateAsync(StorageNames.Device, GrainStates.Device("button-1"), device);
        await store.Grains.ClearStateAsync(StorageNames.Contact, GrainId.Create(StorageNames.Contact, "contact/ada"), contact);

        ShouldBe(await FindAsync(store), [], [], []);
        store.Database.Scalar<int>("SELECT count(*) FROM phone_index").ShouldBe(0);
    }

    [SkippableFact]
    public async Task Clear_KeepingTheRow_ForgetsTheNumberAndAWriteBringsItBack()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(new StoredDeviceIndex("button-1", "north", null, 0, Number));
        var payload = store.Database.Rows("SELECT PayloadBinary FROM OrleansStorage");

        store.Database.Execute("CREATE TABLE kept AS SELECT PayloadBinary FROM OrleansStorage");
        store.Database.Execute("UPDATE OrleansStorage SET PayloadBinary = NULL");
        ShouldBe(await FindAsync(store), [], [], []);

        store.Database.Execute("UPDATE OrleansStorage SET PayloadBinary = (SELECT PayloadBinary FROM kept)");
        ShouldBe(await FindAsync(store), ["button-1"], [], []);
        payload.Count.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Migrate_ContactsStoredBefore_AreFound()
    {
        await using var database = await NewDatabaseAsync();
        var scripts = MigrationScript.Of(database.Open().Dialect);
        await Migrator().MigrateAsync([.. scripts.Where(script => script.Version < 6)], CancellationToken.None);
        const string Payload = """{"contact":{"id":"ada","name":"Ada","numbers":["+15550100777","+15550100778"]}}""";
        database.Execute($"""
            INSERT INTO OrleansStorage
                (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, ModifiedOn, Version, PayloadBinary)
            VALUES (1, 0, 0, 1, 'contact', 'contact/ada', 'fleet', '2026-03-01 12:00:00', 1, {Bytes(Payload)});
            """);

        await Migrator().MigrateAsync(CancellationToken.None);

        database.Rows("SELECT owner_id FROM phone_index WHERE number = '+15550100777'").ShouldBe(["ada"]);
        database.Scalar<int>("SELECT count(*) FROM phone_index").ShouldBe(2);

        SchemaMigrator Migrator() => new(database.Open(), TimeProvider.System, NullLogger<SchemaMigrator>.Instance);
    }

    [SkippableFact]
    public async Task PolicyIds_AreThoseStored()
    {
        await using var store = await OpenAsync();
        await store.Grains.SaveAsync(StorageNames.Policy, "policy/night", new StoredFleet());
        await store.Grains.SaveAsync(StorageNames.Policy, "policy/button", new StoredFleet());
        await store.Grains.SaveAsync(StorageNames.Contact, "contact/ada", new StoredContact());

        (await store.OnCall.PolicyIdsAsync(10, CancellationToken.None)).ShouldBe(["button", "night"]);
        (await store.OnCall.PolicyIdsAsync(1, CancellationToken.None)).ShouldBe(["button"]);
    }

    private string Bytes(string text) => Kind == DatabaseKind.Sqlite ? $"CAST('{text}' AS BLOB)" : $"convert_to('{text}', 'UTF8')";

    private static Task<GrainState<StoredAlert>> SaveAlertAsync(FleetStore store, int n, string device, string status, int severity, string? fleet = null) =>
        store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n)) { Status = status, Severity = severity, DeviceId = device, FleetId = fleet });

    private static Task<GrainState<StoredFleet>> SaveFleetAsync(FleetStore store, string? phone, string fleet = "north") =>
        store.Grains.SaveAsync(StorageNames.FleetProfile, "fleet/" + fleet, new StoredFleet { Profile = new StoredFleetProfile("North", phone) });

    private static Task<GrainState<StoredContact>> SaveContactAsync(FleetStore store, params string[] numbers) =>
        store.Grains.SaveAsync(StorageNames.Contact, "contact/ada", new StoredContact { Contact = new StoredPerson("ada", numbers) });

    private static Task<PhoneOwners> FindAsync(FleetStore store, string number = Number) => store.Phones.FindAsync(number, CancellationToken.None);

    private static void ShouldBe(PhoneOwners owners, string[] devices, string[] fleets, string[] contacts)
    {
        owners.Devices.ShouldBe(devices);
        owners.Fleets.ShouldBe(fleets);
        owners.Contacts.ShouldBe(contacts);
    }
}
