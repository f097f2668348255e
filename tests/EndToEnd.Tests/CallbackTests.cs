using System.Net;
using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>A panic button with a phone in it: its alert calls it back, and what is said there is an emergency call like any other.</summary>
public abstract class CallbackTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Button = "+15550104777";

    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync(kind);
        await PutAsync("/api/v1/devices/button-7", $$"""{"name":"Button 7","phone":"{{Button}}"}""");
        await PutAsync("/api/v1/policies/button", """{"steps":[{"channels":["callback"],"ack_timeout_seconds":600},{"targets":["dispatcher"],"channels":["sms"]}],"rounds":2}""");
        await PutAsync("/api/v1/fleets/default", """{"policies":{"critical":"button"}}""");
    }

    public async Task DisposeAsync()
    {
        // Not there in a test that was skipped.
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task ServerKilledWhileTheButtonRings_ItRangOnceAndWhatIsSaidThereIsHeardAndQueued()
    {
        var alert = await AlertAsync();
        await _site.UntilRingsAsync(Button);
        await _site.RestartServerAsync();

        await _site.PhoneAsync(Button, "answer", await Site.VoiceOfAsync("house-fire", """ "codec":"L16","speed":4 """));

        var id = await CallOfAsync(alert);
        var heardLive = false;
        var call = await _site.UntilPacketAsync(id, look => heardLive |=
            look["call"]!["status"]!.GetValue<string>() == "ACTIVE" && look["call"]!["transcript_live"]!.GetValue<string>().Contains("on fire", StringComparison.Ordinal));
        heardLive.ShouldBeTrue("nothing was heard while the button spoke");
        (call["call"]!["direction"]!.GetValue<string>(), call["call"]!["callback_for"]!.GetValue<string>()).ShouldBe(("outgoing", alert));
        call["packet"]!["nlp"]!["category"]!.GetValue<string>().ShouldBe("FIRE");
        call["packet"]!["nlp"]!["transcript"]!.GetValue<string>().ShouldBe(Site.ScriptOf("house-fire"));
        call["packet"]!["alerts"]![0]!["alert_id"]!.GetValue<string>().ShouldBe(alert);
        (await _site.GetAsync("/api/v1/queue")).ToJsonString().ShouldContain(id);
        (await _site.CommandsAsync("/calls")).ShouldBe(1);
        var shown = await _site.GetAsync($"/api/v1/alerts/{alert}");
        shown["status"]!.GetValue<string>().ShouldBe("paging");
        shown["timeline"]!.AsArray().Count(line => line!["kind"]!.GetValue<string>() == "call_linked").ShouldBe(1);
    }

    [SkippableFact]
    public async Task ButtonIsBusy_TheDispatcherIsTextedAtOnceAndItIsNotDialledAgain()
    {
        await _site.BehaveAsync($$"""{"numbers":{"{{Button}}":{"busy":true} } }""");

        var alert = await AlertAsync();

        await _site.UntilMessagesAsync(Site.Dispatcher, 1);
        (await _site.CommandsAsync("/calls")).ShouldBe(1);
        (await _site.GetAsync($"/api/v1/alerts/{alert}"))["calls"]!.AsArray().ShouldBeEmpty();
    }

    private Task<string> AlertAsync() => _site.AlertAsync("""{"device_id":"button-7","severity":"critical","summary":"The button was pressed."}""");

    private async Task<string> CallOfAsync(string alert)
    {
        JsonArray calls = [];
        await _site.UntilAsync("the alert knows of the call", async () => (calls = (await _site.GetAsync($"/api/v1/alerts/{alert}"))["calls"]!.AsArray()).Count > 0);
        return calls.ShouldHaveSingleItem()!.GetValue<string>();
    }

    private async Task PutAsync(string path, string json)
    {
        var (status, body) = await _site.PutAsync(path, json);
        status.ShouldBe(HttpStatusCode.OK, body?.ToJsonString());
    }
}
