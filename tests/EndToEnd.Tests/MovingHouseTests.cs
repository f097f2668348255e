using System.Net;
using FleetActors.TestKit;

namespace FleetActors.EndToEnd;

/// <summary>From a used SQLite file to PostgreSQL: who was to be paged next is paged next.</summary>
public sealed class MovingHouseTests
{
    [SkippableFact]
    public async Task ExportThenImport_OpenAlertGoesOnAtItsStep()
    {
        var postgres = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var site = await Site.StartAsync();
        (await site.PutAsync("/api/v1/policies/medium", """
            {"action":"SMS + call to on-call engineer","rounds":3,"slow_interval_seconds":600,"steps":[
              {"targets":["on-call"],"channels":["sms"],"delay_seconds":0,"ack_timeout_seconds":4},
              {"targets":["dispatcher"],"channels":["sms"],"delay_seconds":0,"ack_timeout_seconds":600}]}
            """)).Status.ShouldBe(HttpStatusCode.OK);
        var done = await site.AlertAsync("""{"device_id":"truck-6","severity":"low","summary":"A lamp is out."}""");
        (await site.PostAsync($"/api/v1/alerts/{done}/resolve", """{"by":"ada"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var open = await site.AlertAsync("""{"device_id":"truck-7","severity":"medium","dedup_key":"truck-7/temp","summary":"Too warm."}""");
        await site.UntilAsync("on-call is paged", async () => await PagesAsync(site) == 1);
        site.KillServer();

        (await site.RunAsync(["export", "fleet.jsonl.gz"])).ShouldContain("written to fleet.jsonl.gz");
        (await site.RunAsync(["import", "fleet.jsonl.gz"], ("DATABASE_URL", postgres))).ShouldContain("a server may start on it");
        site.Set(("DATABASE_URL", postgres));
        await site.StartServerAsync();

        await site.UntilMessagesAsync(Site.Dispatcher, 1);
        (await site.StatusOfAsync(open)).ShouldBe("paging");
        (await site.StatusOfAsync(done)).ShouldBe("resolved");
        (await PagesAsync(site)).ShouldBe(1);
        var (status, again) = await site.PostAsync("/alert", """{"device_id":"truck-7","severity":"medium","dedup_key":"truck-7/temp"}""");
        status.ShouldBe(HttpStatusCode.OK);
        again!["alert_id"]!.GetValue<string>().ShouldBe(open);
    }

    private static async Task<int> PagesAsync(Site site) => (await site.PhoneAsync(Site.OnCall))?["messages"]!.AsArray()
        .Count(message => message!["text"]!.GetValue<string>().StartsWith("[MEDIUM]", StringComparison.Ordinal)) ?? 0;
}
