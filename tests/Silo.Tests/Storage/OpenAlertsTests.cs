using FleetActors.Alerts;
using FleetActors.Directory;

namespace FleetActors.Storage;

/// <summary>Open alerts by whom they concern, as a call asks for them.</summary>
public abstract class OpenAlertsTests(DatabaseKind kind) : StorageTests(kind)
{
    private const string Ada = "+15550100301";
    private const string Bea = "+15550100302";

    [SkippableFact]
    public async Task OfDevice_MostSevereFirstThenNewest_OpenOnesOnly()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, 1, "open", 2, device: "truck-1");
        await SaveAsync(store, 2, "resolved", 3, device: "truck-1");
        await SaveAsync(store, 3, "acknowledged", 3, device: "truck-1");
        await SaveAsync(store, 4, "paging", 2, device: "truck-1");
        await SaveAsync(store, 5, "suppressed", 3, device: "truck-1");
        await SaveAsync(store, 6, "open", 3, device: "truck-2");

        (await store.Alerts.OpenOfDeviceAsync("truck-1", 10, CancellationToken.None))
            .ShouldBe([Open(3, Severity.Critical), Open(4, Severity.Medium), Open(1, Severity.Medium)]);
        (await store.Alerts.OpenOfDeviceAsync("truck-1", 1, CancellationToken.None)).ShouldBe([Open(3, Severity.Critical)]);
        (await store.Alerts.OpenOfDeviceAsync("nobody", 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task OfFleet_AlertsWithoutAFleetAreTheDefaultFleets()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, 1, "open", 1, fleet: "north");
        await SaveAsync(store, 2, "open", 1);
        await SaveAsync(store, 3, "exhausted", 1, fleet: "default");

        (await store.Alerts.OpenOfFleetAsync("north", 10, CancellationToken.None)).ShouldBe([Open(1, Severity.Low)]);
        (await store.Alerts.OpenOfFleetAsync("default", 10, CancellationToken.None)).ShouldBe([Open(3, Severity.Low), Open(2, Severity.Low)]);
    }

    [SkippableFact]
    public async Task Paging_AnyOfTheNumbersWithAReplyCodeOrWithout()
    {
        await using var store = await OpenAsync();
        await SaveAsync(store, 1, "paging", 2, pages: [new StoredPage(Ada, "417"), new StoredPage(Bea, "")]);
        await SaveAsync(store, 2, "paging", 3, pages: [new StoredPage(Bea, "")]);
        await SaveAsync(store, 3, "resolved", 3, pages: [new StoredPage(Bea, "")]);

        (await store.Alerts.OpenPagingAsync([Ada, Bea], 10, CancellationToken.None)).ShouldBe([Open(2, Severity.Critical), Open(1, Severity.Medium)]);
        (await store.Alerts.OpenPagingAsync([Ada], 10, CancellationToken.None)).ShouldBe([Open(1, Severity.Medium)]);
        (await store.Alerts.OpenPagesAsync(Bea, CancellationToken.None)).ShouldBeEmpty("a number that is only called has no reply code");
    }

    private static OpenAlert Open(int n, Severity severity) => new(GrainStates.AlertId(n), severity);

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
