using System.Text.Json;
using FleetActors.Http;
using FleetActors.Support;

namespace FleetActors.Calls;

/// <summary>A phone of the sandbox calls in, and the whole front works on it.</summary>
public sealed class CallFlowTests(FrontFixture fixture) : CallFlow(fixture)
{
    private static int _phones;

    private readonly string _phone = $"+1555777{Interlocked.Increment(ref _phones):0000}";

    [Fact]
    public async Task PhoneCallsIn_IsAnsweredGreetedAndAfterTheHangupQueued()
    {
        var id = await CallInAsync();
        var live = await UntilLiveAsync(id, call => Text(call, "status") == "ACTIVE");
        Text(live, "from_masked").ShouldBe("\u2022" + _phone[^3..]);
        (Text(live, "risk_level"), Text(live, "transcript_live"), Text(live, "summary")).ShouldBe(("UNKNOWN", "", "Listening\u2026"));
        await UntilAsync("the caller hears the greeting", async () => (await PhoneAsync()).GetProperty("heard").EnumerateArray()
            .Any(heard => heard.GetString() == "This is Dispatch AI. I'm listening. Please describe your emergency."));
        (await GetAsync("/api/v1/queue")).GetProperty("live").EnumerateArray().Select(entry => (Text(entry, "id"), Text(entry, "status"))).ShouldContain((id, "LIVE"));

        await ActAsync("hangup", "{}");

        var entry = await UntilQueuedAsync(id);
        entry.GetProperty("priority").GetInt32().ShouldBeGreaterThan(0);
        var packet = entry.GetProperty("packet");
        foreach (var name in new[] { "call_id", "duration_seconds", "audio", "nlp", "risk", "ranking", "summary", "reasons", "recording_url", "missing" })
        {
            packet.TryGetProperty(name, out _).ShouldBeTrue(name);
        }

        packet.GetProperty("ranking").GetProperty("weight").GetInt32().ShouldBe((int)Math.Round(packet.GetProperty("risk").GetProperty("score").GetDouble() * 1000));
        (await UntilLiveAsync(id, call => Text(call, "status") == "ENDED")).ValueKind.ShouldBe(JsonValueKind.Object);
        (await GetAsync($"/api/v1/calls/{id}")).GetProperty("packet").GetProperty("call_id").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task Queue_ClaimAndClose_HasOneWinnerAndAnEnd()
    {
        var id = await FinishedCallAsync();
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Client.SendAsync("POST", $"/api/v1/queue/{id}/claim", $$"""{"by":"d{{n}}"}""")));
        claims.Count(answer => answer.Status == 200).ShouldBe(1);
        claims.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 409 && answer.Error!.EndsWith("has it"));

        (await Client.SendAsync("POST", $"/api/v1/queue/{id}/close", """{"by":"ada","outcome":"resolved","note":"ambulance sent"}""")).Status.ShouldBe(200);

        (await GetAsync("/debug/list_queue/")).EnumerateArray().ShouldNotContain(entry => Text(entry, "id") == id);
        var closed = (await GetAsync("/api/v1/queue?closed=true")).GetProperty("entries").EnumerateArray().Single(entry => Text(entry, "id") == id);
        (Text(closed, "status"), Text(closed, "note"), Text(closed, "closed_by"), closed.GetProperty("priority").GetInt32()).ShouldBe(("RESOLVED", "ambulance sent", "ada", 0));
    }

    [Fact]
    public async Task Join_DispatcherAnswers_IsInAConferenceWithTheCaller()
    {
        var id = await CallInAsync();
        await UntilLiveAsync(id, call => Text(call, "status") == "ACTIVE");
        var dispatcher = _phone.Replace("+1555777", "+1555888", StringComparison.Ordinal);
        (await Client.SendAsync("POST", $"/api/v1/queue/{id}/join", $$"""{"by":"ada","number":"{{dispatcher}}"}""")).Status.ShouldBe(200);
        await UntilAsync("the dispatcher's phone rings", async () => (await Client.SendAsync("POST", $"/sandbox/phones/{Uri.EscapeDataString(dispatcher)}/answer", "{}")).Status == 200);

        await UntilAsync("both are in the conference", async () => (await PhoneAsync()).TryGetProperty("conference", out var conference) && conference.ValueKind != JsonValueKind.Null);
        await UntilAsync("the call says so", async () => (await GetAsync($"/api/v1/calls/{id}")).GetProperty("dispatchers")[0].GetProperty("state").GetString() == "talking");
        await ActAsync("hangup", "{}");
        await UntilQueuedAsync(id);
    }

    [Fact]
    public async Task SeedsCurl_MinimalUnsignedBody_RingsIsAnsweredAndEnds()
    {
        const string Body = """{"data":{"event_type":"call.initiated","payload":{"call_control_id":"test_ccid","call_session_id":"test_session_1","from":"+15551234567","to":"+15557654321"}}}""";
        await TakenAsync("/api/v1/call/incoming", Body);
        await TakenAsync("/api/v1/call/incoming/", Body);
        var live = await UntilLiveAsync("test_session_1", _ => true);
        (Text(live, "status"), Text(live, "from_masked"), Text(live, "call_control_id")).ShouldBe(("RINGING", "\u2022567", "test_ccid"));
        live.GetProperty("risk_score").GetDouble().ShouldBe(0);

        await TakenAsync("/api/v1/call/incoming", Body.Replace("initiated", "answered", StringComparison.Ordinal));
        await UntilLiveAsync("test_session_1", call => Text(call, "status") == "ACTIVE");
        await TakenAsync("/api/v1/call/incoming", Body.Replace("initiated", "hangup", StringComparison.Ordinal));

        await UntilQueuedAsync("test_session_1");
    }

    [Theory]
    [InlineData("telnyx-signature-sha256", "00")]
    [InlineData("telnyx-signature-ed25519", "AAAA")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "fleet.example.org")]
    public async Task SeedsCurl_WithABadSignatureOrFromElsewhere_IsRefused(string header, string value)
    {
        var answer = await Client.SendAsync(
            "POST", "/api/v1/call/incoming", """{"data":{"event_type":"call.initiated","payload":{"call_session_id":"never"}}}""", headers: (header, value));

        answer.Status.ShouldBe(401);
    }

    [Fact]
    public async Task List_PagesAndTheRecordingIsServedByRange()
    {
        var id = await FinishedCallAsync();
        var page = await GetAsync("/api/v1/calls?limit=1&status=ended");
        page.GetProperty("calls").GetArrayLength().ShouldBe(1);
        page.GetProperty("total").GetInt64().ShouldBeGreaterThanOrEqualTo(1);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/calls/{id}/recording");
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(0, 3);
        using var recording = await Client.SendAsync(request);

        recording.StatusCode.ShouldBe(System.Net.HttpStatusCode.PartialContent);
        (await recording.Content.ReadAsStringAsync()).ShouldBe("RIFF");
        recording.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
    }

    /// <summary>Posts an event until it is taken: on a machine that has only just begun, or is busy, the answer may be 503, and a provider sends it again.</summary>
    private Task TakenAsync(string path, string body) => UntilAsync($"{path} takes the event", async () =>
    {
        var answer = await Client.SendAsync("POST", path, body);
        if (answer.Status == 503)
        {
            return false;
        }

        (answer.Status, answer.Body.ToString()).ShouldBe((200, "ok"));
        return true;
    });

    private async Task<string> CallInAsync()
    {
        await ActAsync("call", """{"to":"+15550100100"}""");
        string? id = null;
        await UntilAsync("the call is live", async () => (id = (await GetAsync("/debug/live_calls/")).EnumerateArray()
            .Where(call => Text(call, "from_masked") == "\u2022" + _phone[^3..] && Text(call, "status") != "ENDED").Select(call => Text(call, "call_id")).FirstOrDefault()) is not null);
        return id!;
    }

    private async Task<string> FinishedCallAsync()
    {
        var id = await CallInAsync();
        await UntilLiveAsync(id, call => Text(call, "status") == "ACTIVE");
        await ActAsync("hangup", "{}");
        await UntilQueuedAsync(id);
        return id;
    }

    private async Task<JsonElement> UntilLiveAsync(string id, Func<JsonElement, bool> holds)
    {
        JsonElement found = default;
        await UntilAsync($"{id} is as wanted", async () =>
        {
            found = (await GetAsync("/debug/live_calls/")).EnumerateArray().FirstOrDefault(call => Text(call, "call_id") == id);
            return found.ValueKind == JsonValueKind.Object && holds(found);
        });
        return found;
    }

    private async Task<JsonElement> UntilQueuedAsync(string id)
    {
        JsonElement found = default;
        await UntilAsync($"{id} is queued", async () =>
        {
            found = (await GetAsync("/debug/list_queue/")).EnumerateArray().FirstOrDefault(entry => Text(entry, "id") == id);
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    private async Task<JsonElement> PhoneAsync() => (await GetAsync($"/sandbox/phones/{Uri.EscapeDataString(_phone)}")).GetProperty("calls")[0];

    private async Task ActAsync(string action, string body) =>
        (await Client.SendAsync("POST", $"/sandbox/phones/{Uri.EscapeDataString(_phone)}/{action}", body)).Status.ShouldBe(200);
}
