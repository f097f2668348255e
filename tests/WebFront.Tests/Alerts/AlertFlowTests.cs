using FleetActors.Http;
using FleetActors.Support;

namespace FleetActors.Alerts;

/// <summary>Through HTTP into the real grains and their storage.</summary>
public sealed class AlertFlowTests(FrontFixture fixture) : IClassFixture<FrontFixture>
{
    private HttpClient Client => fixture.App.Client;

    [Theory]
    [InlineData("""{"device_id":"truck-7","sensor":"temperature","value":91.5,"threshold":80}""", "application/x-www-form-urlencoded")]
    [InlineData("""{"phone":"+15550100009","event":"fraud_alert","amount":1250.0}""", "application/json")]
    [InlineData("""{"v":1}""", null)]
    [InlineData("""{"v":1}""", "text/plain; charset=utf-8")]
    [InlineData("""{"v":1}""", "application/vnd.sensor+json")]
    public async Task Post_AnyObject_OpensAnAlertThatCanBeRead(string body, string? contentType)
    {
        var raised = await Client.SendAsync("POST", "/alert", body, contentType);
        raised.Status.ShouldBe(201);
        raised.Body.TryGetProperty("deduplicated", out _).ShouldBeFalse();
        foreach (var name in new[] { "alert_id", "status", "severity", "category", "action", "briefing", "classified_by", "phone", "channel" })
        {
            raised.Body.TryGetProperty(name, out _).ShouldBeTrue(name);
        }

        var read = await Client.SendAsync("GET", raised.Response.Headers.Location!.ToString());
        read.Status.ShouldBe(200);
        read.Body.GetProperty("alert_id").GetString().ShouldBe(raised.Body.GetProperty("alert_id").GetString());
        read.Body.GetProperty("sensor_data").GetRawText().ShouldBe(body);
        read.Body.GetProperty("timeline").GetArrayLength().ShouldBeGreaterThan(0);
        read.Body.GetProperty("timestamp").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z");
        read.Body.GetProperty("classification").GetProperty("severity").GetString().ShouldNotBeNullOrEmpty();
        read.Body.GetProperty("action_taken").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Post_SameDedupKey_IsOneAlert()
    {
        const string body = """{"dedup_key":"flow/door","severity":"low","summary":"Door open"}""";
        var first = await Client.SendAsync("POST", "/alert", body);
        var second = await Client.SendAsync("POST", "/alert", body);
        first.Status.ShouldBe(201);
        second.Status.ShouldBe(200);
        second.Body.GetProperty("deduplicated").GetBoolean().ShouldBeTrue();
        second.Body.GetProperty("alert_id").GetString().ShouldBe(first.Body.GetProperty("alert_id").GetString());
    }

    [Fact]
    public async Task Post_NoDedupKey_IsAnAlertEachTime()
    {
        const string body = """{"device_id":"same","severity":"low"}""";
        var first = await Client.SendAsync("POST", "/alert", body);
        var second = await Client.SendAsync("POST", "/alert", body);
        second.Status.ShouldBe(201);
        second.Body.GetProperty("alert_id").GetString().ShouldNotBe(first.Body.GetProperty("alert_id").GetString());
    }

    [Theory]
    [InlineData("HIGH", "critical")]
    [InlineData("warning", "medium")]
    [InlineData("Info", "low")]
    [InlineData("apocalyptic", "medium")]
    public async Task Post_SeverityInOtherWords_IsMapped(string word, string severity)
    {
        var raised = await Client.SendAsync("POST", "/alert", $$"""{"severity":"{{word}}","device_id":"w"}""");
        raised.Body.GetProperty("severity").GetString().ShouldBe(severity);
    }

    [Fact]
    public async Task Get_Lists_AreFilteredAndOrdered()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var raised = await Client.SendAsync("POST", "/alert", """{"device_id":"list-1","severity":"low"}""");
            ids.Add(raised.Body.GetProperty("alert_id").GetString()!);
        }

        var newest = await Client.SendAsync("GET", "/alerts?device_id=list-1&limit=2");
        Ids(newest).ShouldBe(ids.AsEnumerable().Reverse().Take(2).ToArray(), ignoreOrder: true);
        newest.Body.GetProperty("total").GetInt64().ShouldBe(3);
        newest.Body.GetProperty("alerts")[0].TryGetProperty("timeline", out _).ShouldBeFalse();

        var rest = await Client.SendAsync("GET", $"/alerts?device_id=list-1&limit=2&before={newest.Body.GetProperty("next").GetString()}");
        Ids(rest).Length.ShouldBe(1);
        Ids(rest).Concat(Ids(newest)).ShouldBe(ids, ignoreOrder: true);

        var seed = await Client.SendAsync("GET", "/alerts");
        var times = seed.Body.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("created_at").GetDateTimeOffset()).ToArray();
        times.ShouldBe(times.Order().ToArray());
        (await Client.SendAsync("GET", "/alerts?status=resolved&device_id=list-1")).Body.GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Post_Actions_ChangeTheAlertAndSayWhoDidIt()
    {
        var raised = await Client.SendAsync("POST", "/alert", """{"device_id":"act-1","severity":"low"}""");
        var path = "/api/v1/alerts/" + raised.Body.GetProperty("alert_id").GetString();

        var acknowledged = await Client.SendAsync("POST", path + "/acknowledge", """{"by":"ann","note":"on it"}""");
        acknowledged.Status.ShouldBe(200);
        acknowledged.Body.GetProperty("status").GetString().ShouldBe("acknowledged");
        var again = await Client.SendAsync("POST", path + "/acknowledge", """{"by":"bob"}""");
        again.Status.ShouldBe(200);
        again.Body.GetProperty("changed").GetBoolean().ShouldBeFalse();
        (await Client.SendAsync("POST", path + "/notes", """{"by":"ann","note":"Fan replaced\nby two"}""")).Status.ShouldBe(200);
        (await Client.SendAsync("POST", path + "/resolve", """{"by":"ann"}""")).Body.GetProperty("status").GetString().ShouldBe("resolved");
        (await Client.SendAsync("POST", path + "/escalate", """{"by":"ann"}""")).Status.ShouldBe(409);

        var alert = await Client.SendAsync("GET", path);
        alert.Body.GetProperty("acknowledged").GetProperty("by").GetString().ShouldBe("ann");
        alert.Body.GetProperty("acknowledged").GetProperty("via").GetString().ShouldBe("api");
        alert.Body.GetProperty("resolved").GetProperty("by").GetString().ShouldBe("ann");
        (await Client.SendAsync("GET", path + "/plan")).Body.GetProperty("pages").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Post_Snooze_SaysUntilWhen()
    {
        var raised = await Client.SendAsync("POST", "/alert", """{"device_id":"act-2","severity":"low"}""");
        var path = "/api/v1/alerts/" + raised.Body.GetProperty("alert_id").GetString();
        (await Client.SendAsync("POST", path + "/snooze", """{"by":"ann","minutes":30}""")).Body.GetProperty("status").GetString().ShouldBe("snoozed");
        (await Client.SendAsync("GET", path)).Body.GetProperty("snoozed_until").GetString()!.ShouldEndWith("Z");
    }

    [Fact]
    public async Task Get_Health_CountsAlerts()
    {
        var before = await Client.SendAsync("GET", "/health");
        await Client.SendAsync("POST", "/alert", """{"device_id":"health-1","severity":"low"}""");
        var after = await Client.SendAsync("GET", "/health");
        after.Body.GetProperty("status").GetString().ShouldBe("ok");
        after.Body.GetProperty("total_alerts").GetInt64().ShouldBeGreaterThan(before.Body.GetProperty("total_alerts").GetInt64());
        after.Body.GetProperty("active_incidents").GetInt64().ShouldBeGreaterThan(0);
        after.Body.GetProperty("active_sessions").GetInt64().ShouldBe(0);
        after.Body.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        after.Body.GetProperty("uptime_seconds").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
    }

    private static string[] Ids(Answer list) =>
        [.. list.Body.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("alert_id").GetString()!)];
}
