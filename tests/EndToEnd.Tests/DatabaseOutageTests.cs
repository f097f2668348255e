using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FleetActors.TestKit;

namespace FleetActors.EndToEnd;

/// <summary>PostgreSQL goes away under load and comes back: what cannot be stored is refused, nothing is half done, and nobody restarts the server.</summary>
public sealed class DatabaseOutageTests
{
    private const int Reporters = 8;
    private const int RefusalsEach = 3;

    [SkippableFact]
    public async Task PostgresStoppedUnderLoad_RefusesThenRecoversByItself()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var site = await Site.StartAsync(("DATABASE_URL", await postgres.CreateDatabaseAsync()));
        using var enough = new CancellationTokenSource();
        var outcomes = new ConcurrentDictionary<string, HttpStatusCode>();
        var stored = new ConcurrentDictionary<string, string>();
        var reporters = Enumerable.Range(0, Reporters).Select(n => ReportAsync(site, n, outcomes, stored, enough.Token)).ToArray();

        await site.UntilAsync("alerts are stored", () => Task.FromResult(stored.Count > 20));
        await postgres.StopAsync();
        await site.UntilAsync("reports are refused", () => Task.FromResult(
            outcomes.Values.Count(status => status == HttpStatusCode.ServiceUnavailable) >= Reporters * RefusalsEach));
        (await site.StatusAsync("/health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await site.StatusAsync("/health/live")).ShouldBe(HttpStatusCode.OK);
        var before = stored.Count;
        await postgres.StartAgainAsync();
        await site.UntilAsync("alerts are stored again", () => Task.FromResult(stored.Count > before + 20));
        await enough.CancelAsync();
        await Task.WhenAll(reporters);

        outcomes.Values.Distinct().ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.ServiceUnavailable]);
        await EveryReportedAlertIsThereAsync(site, stored);
        await OnlyStoredAlertsWerePagedAsync(site, outcomes);
    }

    /// <summary>Low alerts, each a text to the on-call phone and nothing else.</summary>
    private static async Task ReportAsync(
        Site site, int reporter, ConcurrentDictionary<string, HttpStatusCode> outcomes, ConcurrentDictionary<string, string> stored, CancellationToken enough)
    {
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"pump-{reporter}-{n}");
            var (status, body) = await site.PostAsync("/alert", $$"""{"dedup_key":"{{key}}","severity":"low","summary":"{{key}} leaks"}""");
            outcomes[key] = status;
            if (status == HttpStatusCode.Created)
            {
                stored[key] = body!["alert_id"]!.GetValue<string>();
            }
        }
    }

    private static async Task EveryReportedAlertIsThereAsync(Site site, ConcurrentDictionary<string, string> stored)
    {
        foreach (var (key, id) in stored)
        {
            var alert = await site.GetAsync($"/api/v1/alerts/{id}");
            alert["dedup_key"]!.GetValue<string>().ShouldBe(key);
        }
    }

    /// <summary>
    /// A refused report may have been stored all the same, when the answer of the database was what got lost; but then it is whole: listed, and paged once.
    /// </summary>
    private static async Task OnlyStoredAlertsWerePagedAsync(Site site, ConcurrentDictionary<string, HttpStatusCode> outcomes)
    {
        var listed = await ListedAsync(site);
        listed.Keys.ShouldBeSubsetOf(outcomes.Keys);
        await site.UntilAsync("every stored alert is paged", async () => await site.MessagesAsync(Site.OnCall) >= listed.Count);

        var texts = (await site.PhoneAsync(Site.OnCall))!["messages"]!.AsArray().Select(message => message!["text"]!.GetValue<string>()).ToArray();
        var paged = texts.Select(text => outcomes.Keys.Single(key => text.Contains(key + " ", StringComparison.Ordinal))).ToArray();
        paged.Order().ShouldBe(listed.Keys.Order());
    }

    private static async Task<Dictionary<string, JsonNode>> ListedAsync(Site site)
    {
        var listed = new Dictionary<string, JsonNode>();
        var before = "";
        do
        {
            var page = await site.GetAsync($"/alerts?limit=500{before}");
            foreach (var alert in page["alerts"]!.AsArray())
            {
                listed.Add(alert!["dedup_key"]!.GetValue<string>(), alert);
            }

            before = $"&before={page["next"]?.GetValue<string>()}";
        }
        while (!before.EndsWith('='));

        return listed;
    }
}
