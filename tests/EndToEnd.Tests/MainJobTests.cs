using System.Net;
using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>The main job over real processes, real HTTP and a real database: trouble, page, answer; and the machine dying in between.</summary>
public abstract class MainJobTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Trouble = """{"device_id":"truck-7","sensor":"temperature","value":91.5,"threshold":80,"severity":"medium"}""";

    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync(kind);

    public async Task DisposeAsync()
    {
        // Not there in a test that was skipped.
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task Alert_PhoneRingsKeyOne_IsAcknowledgedAndStaysSoAfterAKill()
    {
        var id = await _site.AlertAsync(Trouble);
        await _site.UntilMessagesAsync(Site.OnCall, 1);
        await _site.UntilRingsAsync(Site.OnCall);
        await _site.PhoneAsync(Site.OnCall, "answer");
        await _site.UntilHearsAsync(Site.OnCall, "Fleet alert. ");
        await _site.PhoneAsync(Site.OnCall, "press", """{"digits":"1"}""");
        await _site.UntilStatusAsync(id, "acknowledged");
        var acknowledged = (await _site.GetAsync($"/api/v1/alerts/{id}"))["acknowledged"]!;
        acknowledged["via"]!.GetValue<string>().ShouldBe("call");

        await _site.RestartServerAsync();

        var after = await _site.GetAsync($"/api/v1/alerts/{id}");
        after["status"]!.GetValue<string>().ShouldBe("acknowledged");
        after["acknowledged"]!.ToJsonString().ShouldBe(acknowledged.ToJsonString());
        (await _site.CommandsAsync("/calls")).ShouldBe(1);
        (await _site.CommandsAsync("/messages")).ShouldBe(1);
    }

    [SkippableFact]
    public async Task KillBetweenReportAndPage_PageGoesOutOnceAfterTheRestart()
    {
        await _site.BehaveAsync("""{"faults":[{"status":503}]}""");
        var id = await _site.AlertAsync(Trouble);
        _site.KillServer();
        await _site.BehaveAsync("{}");

        await _site.StartServerAsync();

        await _site.UntilRingsAsync(Site.OnCall);
        await _site.UntilMessagesAsync(Site.OnCall, 1);
        (await _site.StatusOfAsync(id)).ShouldBe("paging");
        (await _site.CommandsAsync("/calls")).ShouldBe(1);
        (await _site.CommandsAsync("/messages")).ShouldBe(1);
    }

    [SkippableFact]
    public async Task KillWhileRinging_TheSameCallGoesOn()
    {
        var id = await _site.AlertAsync(Trouble);
        await _site.UntilMessagesAsync(Site.OnCall, 1);
        await _site.UntilRingsAsync(Site.OnCall);
        _site.KillServer();
        await _site.PhoneAsync(Site.OnCall, "answer");

        await _site.StartServerAsync();

        await _site.UntilHearsAsync(Site.OnCall, "Fleet alert. ");
        await _site.PhoneAsync(Site.OnCall, "press", """{"digits":"1"}""");
        await _site.UntilStatusAsync(id, "acknowledged");
        (await _site.CommandsAsync("/calls")).ShouldBe(1);
    }

    [SkippableFact]
    public async Task KillWhileTheDialsAnswerIsLost_IsNotDialledTwice()
    {
        await _site.BehaveAsync("""{"faults":[{"path":"/calls","lost_answer":true,"next":1}]}""");
        await _site.AlertAsync(Trouble);
        await _site.UntilRingsAsync(Site.OnCall);
        await _site.RestartServerAsync();

        await _site.PhoneAsync(Site.OnCall, "answer");
        await _site.UntilHearsAsync(Site.OnCall, "Fleet alert. ");
        (await _site.CommandsAsync("/calls")).ShouldBe(1);
    }

    [SkippableFact]
    public async Task KillAfterTheAnswer_StaysQuiet()
    {
        var id = await _site.AlertAsync(Trouble);
        await _site.UntilMessagesAsync(Site.OnCall, 1);
        await _site.UntilRingsAsync(Site.OnCall);
        (await _site.PostAsync($"/api/v1/alerts/{id}/acknowledge", """{"by":"ada"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await _site.RestartServerAsync();

        (await _site.StatusOfAsync(id)).ShouldBe("acknowledged");
        await _site.UntilAsync("the ringing phone is hung up", async () => await _site.CommandsAsync("/actions/hangup") == 1);
        (await _site.CommandsAsync("/calls")).ShouldBe(1);
        (await _site.CommandsAsync("/messages")).ShouldBe(1);
    }

    [SkippableFact]
    public async Task Decline_PagesTheDispatcherAfterTheStepsTime()
    {
        await _site.PutAsync("/api/v1/policies/medium", """
            {"action":"SMS + call to on-call engineer","rounds":3,"slow_interval_seconds":600,"steps":[
              {"targets":["on-call"],"channels":["sms","call"],"delay_seconds":0,"ack_timeout_seconds":2},
              {"targets":["dispatcher"],"channels":["sms","call"],"delay_seconds":0,"ack_timeout_seconds":60}]}
            """);
        await _site.AlertAsync(Trouble);
        await _site.UntilRingsAsync(Site.OnCall);
        await _site.PhoneAsync(Site.OnCall, "decline");

        await _site.UntilRingsAsync(Site.Dispatcher);
        await _site.UntilMessagesAsync(Site.Dispatcher, 1);
    }

    [SkippableFact]
    public async Task TextReply_Acknowledges()
    {
        var id = await _site.AlertAsync(Trouble);
        await _site.UntilMessagesAsync(Site.OnCall, 1);
        var text = (await _site.PhoneAsync(Site.OnCall))!["messages"]![0]!["text"]!.GetValue<string>();
        text.ShouldStartWith("[MEDIUM] Fleet Alert: ");
        var code = text.Split("ACK ")[1].Trim();

        await _site.PhoneAsync(Site.OnCall, "sms", new JsonObject { ["text"] = $"ack {code}" }.ToJsonString());

        await _site.UntilStatusAsync(id, "acknowledged");
        (await _site.GetAsync($"/api/v1/alerts/{id}"))["acknowledged"]!["via"]!.GetValue<string>().ShouldBe("sms");
    }

    [SkippableFact]
    public async Task Critical_BothAnswerAtOnce_OneConferenceWithBoth()
    {
        await _site.AlertAsync("""{"device_id":"truck-7","severity":"critical","summary":"The engine burns."}""");
        string[] phones = [Site.OnCall, Site.Dispatcher];
        await Task.WhenAll(phones.Select(_site.UntilRingsAsync));
        await Task.WhenAll(phones.Select(phone => _site.PhoneAsync(phone, "answer")));
        await Task.WhenAll(phones.Select(phone => _site.UntilHearsAsync(phone, "Fleet alert. ")));
        await Task.WhenAll(_site.PhoneAsync(phones[0], "press", """{"digits":"1"}"""), _site.PhoneAsync(phones[1], "press", """{"digits":"3"}"""));

        await _site.UntilAsync("both are in the conference", async () => (await _site.PhoneAsync(phones[0]))!["calls"]![0]!["conference"] is { } first
            && (await _site.PhoneAsync(phones[1]))!["calls"]![0]!["conference"] is { } second
            && first.ToJsonString() == second.ToJsonString());
        (await _site.CommandsAsync("/conferences")).ShouldBe(1);
    }
}
