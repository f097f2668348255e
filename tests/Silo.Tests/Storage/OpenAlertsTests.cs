using System.Globalization;
using FleetActors.Directory;

namespace FleetActors.Storage;

/// <summary>Open alerts by whom they concern, as a call asks for them.</summary>
public abstract class OpenAlertsTests(DatabaseKind kind) : StorageTests(kind)
{
    private const string Ada = "+15550100301";
    private const string Bea = "+15550100302";

    [SkippableFact]
    public async Task OfDevice_TheMostSevereThenTheNewest_OpenOnesOnly()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, 1, "open", 2, device: "truck-1");
        await SaveAsync(store, 2, "resolved", 3, device: "truck-1");
        await SaveAsync(store, 3, "acknowledged", 3, device: "truck-1");
        await SaveAsync(store, 4, "paging", 2, device: "truck-1");
        await SaveAsync(store, 5, "suppressed", 3, device: "truck-1");
        await SaveAsync(store, 6, "open", 3, device: "truck-2");

        (await FindAsync(store, 10, Device("truck-1"))).ShouldBe([(1, Device("truck-1")), (3, Device("truck-1")), (4, Device("truck-1"))]);
        (await FindAsync(store, 2, Device("truck-1"))).ShouldBe([(3, Device("truck-1")), (4, Device("truck-1"))]);
        (await FindAsync(store, 10, Device("nobody"))).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task OfFleet_AlertsWithoutAFleetAreTheDefaultFleets()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, 1, "open", 1, fleet: "north");
        await SaveAsync(store, 2, "open", 1);
        await SaveAsync(store, 3, "exhausted", 1, fleet: "default");
        await SaveAsync(store, 4, "resolved", 1);

        (await FindAsync(store, 10, Fleet("north"))).ShouldBe([(1, Fleet("north"))]);
        (await FindAsync(store, 10, Fleet("default"))).ShouldBe([(2, Fleet("default")), (3, Fleet("default"))]);
        (await FindAsync(store, 1, Fleet("default"))).ShouldBe([(3, Fleet("default"))]);
    }

    [SkippableFact]
    public async Task OfNumber_WithAReplyCodeOrWithout()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, 1, "paging", 2, pages: [new StoredPage(Ada, "417"), new StoredPage(Bea, "")]);
        await SaveAsync(store, 2, "paging", 3, pages: [new StoredPage(Bea, ""), new StoredPage(Bea, "418")]);
        await SaveAsync(store, 3, "resolved", 3, pages: [new StoredPage(Bea, "")]);
        await SaveAsync(store, 4, "suppressed", 3, pages: [new StoredPage(Bea, "")]);

        (await FindAsync(store, 10, Number(Ada), Number(Bea))).ShouldBe([(1, Number(Ada)), (1, Number(Bea)), (2, Number(Bea))]);
        (await FindAsync(store, 1, Number(Bea))).ShouldBe([(2, Number(Bea))]);
        (await store.Alerts.OpenPagesAsync(Ada, CancellationToken.None)).ShouldBe([new OpenPage("417", GrainStates.AlertId(1))]);
    }

    [SkippableFact]
    public async Task OfManyOwners_AsManyAsMayBeAskedFor()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, 1, "open", 3, device: "d7", fleet: "north", pages: [new StoredPage(Ada, "417")]);
        AlertOwner[] owners = [.. Enumerable.Range(0, AlertOwner.Most - 2).Select(n => Device($"d{n}")), Fleet("north"), Number(Ada)];

        (await FindAsync(store, 10, owners)).ShouldBe([(1, Device("d7")), (1, Fleet("north")), (1, Number(Ada))]);
        (await FindAsync(store, 10)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => FindAsync(store, 10, [.. owners, Device("one-more")]));
    }

    /// <summary>The product's own words, so that a change of them that no index serves is seen.</summary>
    [SkippableFact]
    public async Task Plan_SearchesByIndexAndSortsOnlyWhatPagesANumber()
    {
        await using var store = await OpenAsync();

        var plan = store.Database.PlanOf(OpenAlerts.Sql([Device("a"), Fleet("a")]), command => OpenAlerts.Bind(command, [Device("a"), Fleet("a")], 10));
        var paging = store.Database.PlanOf(OpenAlerts.Sql([Number("a")]), command => OpenAlerts.Bind(command, [Number("a")], 10));

        plan.ShouldSearchBy("ix_alert_index_open_device", "ix_alert_index_open_fleet");
        plan.ShouldNotSort();
        paging.ShouldSearchBy(Kind == DatabaseKind.Sqlite ? "PRIMARY KEY" : "alert_pages_pkey");
    }

    private static AlertOwner Device(string id) => new(AlertOwnerKind.Device, id);

    private static AlertOwner Fleet(string id) => new(AlertOwnerKind.Fleet, id);

    private static AlertOwner Number(string id) => new(AlertOwnerKind.Number, id);

    /// <summary>The n of each alert and by whom it was found, in order of both.</summary>
    private static async Task<IEnumerable<(int N, AlertOwner Owner)>> FindAsync(FleetStore store, int limit, params AlertOwner[] owners) =>
        (await store.Alerts.OpenOfAsync(owners, limit, CancellationToken.None))
            .Select(static found => (N: int.Parse(found.AlertId.AsSpan(5), CultureInfo.InvariantCulture), found.Owner))
            .OrderBy(found => found.N).ThenBy(found => Array.IndexOf(owners, found.Owner));

    private static Task<GrainState<StoredAlert>> SaveAsync(
        FleetStore store, int n, string status, int severity, string? device = null, string? fleet = null, StoredPage[]? pages = null) =>
        store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(n))
        {
            Status = status,
            Severity = severity,
            DeviceId = device,
            FleetId = fleet,
            Pages = pages ?? [],
        });
}
