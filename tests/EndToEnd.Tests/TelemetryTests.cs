using System.Globalization;
using System.Net;

namespace FleetActors.EndToEnd;

/// <summary>Readings in, alerts out: a thousand devices in one request, ten of them in trouble.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const int Devices = 1_000;
    private const int Breaches = 10;

    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync();
        (await _site.PutAsync(
            "/api/v1/fleets/default",
            """{"rules":[{"name":"too-warm","kind":"above","metric":"temperature","limit":8,"clear":6,"severity":"low"}]}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task ThousandReadingsTenBreaches_OpenTenAlertsOnceAndResolveThem()
    {
        var first = await SendAsync(Breaches, "9.5");
        first.Count.ShouldBe(Breaches);

        (await SendAsync(Breaches, "9.5")).Except(first).ShouldBeEmpty();
        (await TotalAsync()).ShouldBe(Breaches);

        await _site.RestartServerAsync();
        (await SendAsync(Breaches, "9.6")).Except(first).ShouldBeEmpty();
        (await TotalAsync()).ShouldBe(Breaches);

        (await SendAsync(Breaches, "5")).ShouldBeEmpty();
        foreach (var alert in first)
        {
            await _site.UntilStatusAsync(alert, "resolved");
        }
    }

    private async Task<HashSet<string>> SendAsync(int breaches, string value)
    {
        var readings = Enumerable.Range(0, Devices).Select(device => string.Create(
            CultureInfo.InvariantCulture, $$"""{"device_id":"truck-{{device}}","metric":"temperature","value":{{(device < breaches ? value : "4")}}}"""));
        var (status, body) = await _site.PostAsync("/api/v1/telemetry", $"[{string.Join(',', readings)}]");

        status.ShouldBe(HttpStatusCode.Accepted, body?.ToJsonString());
        body!["accepted"]!.GetValue<int>().ShouldBe(Devices);
        return [.. body["alerts"]!.AsArray().Select(id => id!.GetValue<string>())];
    }

    private async Task<long> TotalAsync() => (await _site.GetAsync("/health"))["total_alerts"]!.GetValue<long>();
}
