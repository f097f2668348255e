using System.Text.Json;
using FleetActors.Http;
using FleetActors.Support;

namespace FleetActors.Calls;

/// <summary>A panic button with a phone: it calls in, and it is called back, over the whole front and the sandbox's phones.</summary>
public sealed class CallbackFlowTests(FrontFixture fixture) : CallFlow(fixture)
{
    private static int _buttons;

    private readonly int _number = Interlocked.Increment(ref _buttons);

    private string Phone => $"+1555444{_number:0000}";

    private string Device => $"button-{_number}";

    [Fact]
    public async Task ButtonCallsIn_ItsAlertAndTheCallKnowEachOther()
    {
        await PutDeviceAsync();
        var alert = await AlertAsync("low");

        await PhoneAsync("call", """{"to":"+15550100100"}""");

        var call = await UntilLiveAsync(one => one.GetProperty("alerts").GetArrayLength() > 0);
        (Text(call, "direction"), call.GetProperty("callback_for").ValueKind).ShouldBe(("incoming", JsonValueKind.Null));
        var related = call.GetProperty("alerts")[0];
        (Text(related, "alert_id"), Text(related, "device_id"), Text(related, "because")).ShouldBe((alert, Device, $"the number of device {Device}"));
        await UntilAsync("the alert knows of the call", async () => (await CallsOfAsync(alert)).Contains(Text(call, "call_id")));
        (await GetAsync($"/api/v1/alerts/{alert}")).GetProperty("timeline").EnumerateArray().Select(line => Text(line, "text"))
            .ShouldContain($"Emergency call {Text(call, "call_id")} with \u2022{Phone[^3..]}: the number of device {Device}.");
        (await GetAsync($"/api/v1/calls/{Text(call, "call_id")}")).GetProperty("call").GetProperty("alerts").GetArrayLength().ShouldBe(1);
        await PhoneAsync("hangup", "{}");
        await UntilAsync("the packet names the alert", async () => (await GetAsync($"/api/v1/calls/{Text(call, "call_id")}")).GetProperty("packet") is { ValueKind: JsonValueKind.Object } packet
            && Text(packet.GetProperty("alerts")[0], "alert_id") == alert);
    }

    [Fact]
    public async Task ButtonIsCalledBack_AnswersAndIsACallInTheQueue()
    {
        await PutDeviceAsync();
        await PutFleetAsync();
        var alert = await AlertAsync("critical");
        (await GetAsync($"/api/v1/alerts/{alert}/plan")).GetProperty("pages").EnumerateArray().Select(page => Text(page, "channel")).ShouldContain("callback");

        await UntilAsync("the button rings", async () => (await Client.SendAsync("POST", Address("answer"), "{}")).Status == 200);

        var call = await UntilLiveAsync(one => Text(one, "status") == "ACTIVE");
        (Text(call, "direction"), Text(call, "callback_for"), Text(call.GetProperty("alerts")[0], "alert_id")).ShouldBe(("outgoing", alert, alert));
        await UntilAsync("it is streamed", async () => Text((await GetAsync($"/api/v1/calls/{Text(call, "call_id")}")).GetProperty("call"), "stream")?.StartsWith("open", StringComparison.Ordinal) == true);
        await UntilAsync("the alert knows of the call", async () => (await CallsOfAsync(alert)).Contains(Text(call, "call_id")));
        var shown = await GetAsync($"/api/v1/alerts/{alert}");
        (Text(shown, "status"), shown.GetProperty("acknowledged").ValueKind).ShouldBe(("paging", JsonValueKind.Null));
        var attempt = shown.GetProperty("attempts").EnumerateArray().Single(one => Text(one, "channel") == "callback");
        (Text(attempt, "target"), Text(attempt, "number"), Text(attempt, "state")).ShouldBe(("Panic button", "\u2022" + Phone[^3..], "talking"));

        await PhoneAsync("hangup", "{}");

        await UntilAsync("it is queued", async () => (await GetAsync("/debug/list_queue/")).EnumerateArray().Any(entry => Text(entry, "id") == Text(call, "call_id")));
        await UntilAsync("the attempt is over", async () => Text((await GetAsync($"/api/v1/alerts/{alert}")).GetProperty("attempts").EnumerateArray()
            .Single(one => Text(one, "channel") == "callback"), "state") == "ended");
    }

    [Fact]
    public async Task ButtonDeclines_TheDispatcherIsTextedAtOnce()
    {
        await PutDeviceAsync();
        await PutFleetAsync();
        var alert = await AlertAsync("critical");

        await UntilAsync("the button rings", async () => (await Client.SendAsync("POST", Address("decline"), "{}")).Status == 200);

        await UntilAsync("the next step runs", async () => (await GetAsync($"/api/v1/alerts/{alert}")).GetProperty("step").GetInt32() == 2);
        var lines = (await GetAsync($"/api/v1/alerts/{alert}")).GetProperty("timeline").EnumerateArray().Select(line => Text(line, "text")).ToList();
        lines.ShouldContain($"Call with Panic button \u2022{Phone[^3..]} over: call_rejected.");
        lines.ShouldContain("Goes on at once: the device was not reached.");
    }

    private async Task PutDeviceAsync() => (await Client.SendAsync(
        "PUT", $"/api/v1/devices/{Device}", $$"""{"name":"Panic button","phone":"{{Phone}}"}""")).Body.GetProperty("phone").GetString().ShouldBe(Phone);

    private async Task PutFleetAsync()
    {
        (await Client.SendAsync(
            "PUT",
            $"/api/v1/policies/{Device}",
            """{"steps":[{"channels":["callback"],"ack_timeout_seconds":600},{"targets":["+15550199999"],"channels":["sms"]}],"rounds":2}""")).Status.ShouldBe(200);
        (await Client.SendAsync("PUT", $"/api/v1/fleets/{Device}", $$$"""{"policies":{"critical":"{{{Device}}}"}}""")).Status.ShouldBe(200);
    }

    private async Task<string> AlertAsync(string severity)
    {
        var answer = await Client.SendAsync(
            "POST", "/alert", $$"""{"device_id":"{{Device}}","fleet_id":"{{Device}}","severity":"{{severity}}","summary":"The button was pressed."}""");
        answer.Status.ShouldBe(201);
        return Text(answer.Body, "alert_id")!;
    }

    private async Task<List<string?>> CallsOfAsync(string alert) =>
        [.. (await GetAsync($"/api/v1/alerts/{alert}")).GetProperty("calls").EnumerateArray().Select(id => id.GetString())];

    private async Task<JsonElement> UntilLiveAsync(Func<JsonElement, bool> holds)
    {
        JsonElement found = default;
        await UntilAsync("the call is as wanted", async () =>
        {
            found = (await GetAsync("/debug/live_calls/")).EnumerateArray().FirstOrDefault(call => Text(call, "from_masked") == "\u2022" + Phone[^3..] && holds(call));
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    private string Address(string action) => $"/sandbox/phones/{Uri.EscapeDataString(Phone)}/{action}";

    private async Task PhoneAsync(string action, string body) => (await Client.SendAsync("POST", Address(action), body)).Status.ShouldBe(200);
}
