using System.Text.Json;
using System.Text.Json.Nodes;
using FleetActors.Storage;

namespace FleetActors.Alerts;

public class AlertStateConverterTests
{
    private const string Sensor = """{\"value\":22.93,\"site\":\"bay 89\"}""";

    /// <summary>As stored before the timeline alone was: the state beside it, every default written.</summary>
    private const string Whole = $$$$"""
        {"alert_id":"alrt-01m7x5cst6e1kad641veyasmcp","status":"paging",
        "report":{"severity":"unknown","sensor_json":"{{{{Sensor}}}}"},
        "classification":{"severity":"low","category":"temperature","briefing":"Too warm.","recommended_action":"Close the door","time_sensitivity_minutes":30,"by":"inference","json":"{}"},
        "policy":{"id":"low","action":"SMS sent to on-call","steps":[{"targets":["on-call"],"channels":["sms"],"repeat_channels":[],"delay":"00:00:00","ack_timeout":"01:00:00"}],"rounds":1,"slow_interval":"1.00:00:00"},
        "escalation":{"round":1,"step":0,"due_at":"2026-11-20T20:02:08.9669719+00:00","call_list":[],"next_attempt":2},
        "created_at":"2026-11-20T19:02:08.9669719+00:00","updated_at":"2026-11-20T19:04:00+00:00",
        "occurrences":{"count":3,"last_at":"2026-11-20T19:04:00+00:00","last_sensor_json":"{\"value\":25}"},
        "attempts":[{"id":"a1","purpose":"page","round":1,"step":0,"channel":"sms","recipient":{"target":"on-call","name":"On-call engineer","number":"+15550100101"},"reply_code":"96403","started_at":"2026-11-20T19:02:08.9669719+00:00","sent_at":"2026-11-20T19:02:08.98356+00:00","provider_id":"5ed7ac8d","machine":false,"prompt":0,"leaving_message":false,"room":"outside","closing":false,"released":false,"ended_at":"2026-11-20T19:02:08.98356+00:00","outcome":"sent"}],
        "conference":{"number":0,"failures":0},"owed":[],
        "timeline":[
        {"sequence":1,"at":"2026-11-20T19:02:08.9669719+00:00","actor":"client","event":{"kind":"opened","alert_id":"alrt-01m7x5cst6e1kad641veyasmcp","report":{"severity":"unknown","sensor_json":"{{{{Sensor}}}}"},"classification":{"severity":"low","category":"temperature","briefing":"Too warm.","recommended_action":"Close the door","time_sensitivity_minutes":30,"by":"inference","json":"{}"},"policy":{"id":"low","action":"SMS sent to on-call","steps":[{"targets":["on-call"],"channels":["sms"],"repeat_channels":[],"delay":"00:00:00","ack_timeout":"01:00:00"}],"rounds":1,"slow_interval":"1.00:00:00"},"asks_inference":false}},
        {"sequence":2,"at":"2026-11-20T19:02:08.9669719+00:00","actor":"policy","event":{"kind":"step_started","round":1,"step":0,"due_at":"2026-11-20T20:02:08.9669719+00:00","why":"opened","call_list":[]}},
        {"sequence":3,"at":"2026-11-20T19:02:08.9669719+00:00","actor":"policy","event":{"kind":"attempt_started","purpose":"page","round":1,"step":0,"channel":"sms","recipient":{"target":"on-call","name":"On-call engineer","number":"+15550100101"},"reply_code":"96403","attempt_id":"a1"}},
        {"sequence":4,"at":"2026-11-20T19:02:08.98356+00:00","actor":"provider","event":{"kind":"message_sent","message_id":"5ed7ac8d","attempt_id":"a1"},"cause":"event-1"}]}
        """;

    /// <summary>The same as stored now.</summary>
    private const string Stored = $$$$"""
        {"timeline":[
        {"at":"2026-11-20T19:02:08.9669719+00:00","actor":"client","event":{"kind":"opened","alert_id":"alrt-01m7x5cst6e1kad641veyasmcp","report":{"sensor_json":"{{{{Sensor}}}}"},"classification":{"severity":"low","category":"temperature","briefing":"Too warm.","recommended_action":"Close the door","time_sensitivity_minutes":30,"by":"inference","json":"{}"},"policy":{"id":"low","action":"SMS sent to on-call","steps":[{"targets":["on-call"],"channels":["sms"],"repeat_channels":[],"ack_timeout":"01:00:00"}],"rounds":1,"slow_interval":"1.00:00:00"}}},
        {"actor":"policy","event":{"kind":"step_started","round":1,"due_at":"2026-11-20T20:02:08.9669719+00:00","why":"opened","call_list":[]}},
        {"actor":"policy","event":{"kind":"attempt_started","purpose":"page","round":1,"channel":"sms","recipient":{"target":"on-call","name":"On-call engineer","number":"+15550100101"},"reply_code":"96403","attempt_id":"a1"}},
        {"at":"2026-11-20T19:02:08.98356+00:00","actor":"provider","event":{"kind":"message_sent","message_id":"5ed7ac8d","attempt_id":"a1"},"cause":"event-1"}],
        "occurrences":{"count":3,"last_at":"2026-11-20T19:04:00+00:00","last_sensor_json":"{\"value\":25}"},
        "updated_at":"2026-11-20T19:04:00+00:00",
        "index":{"alert_id":"alrt-01m7x5cst6e1kad641veyasmcp","status":"paging","severity":1,"category":"temperature","created_at":1795201328966,"updated_at":1795201440000,"wake_at":1795204928966,"owed":0,"search":"alrt-01m7x5cst6e1kad641veyasmcp  temperature too warm.","pages":[{"number":"+15550100101","code":"96403"}]}}
        """;

    [Fact]
    public void Read_WholeStateOfAnEarlierRelease_EveryMemberIsThere() => ShouldBeJson(WholeState.Of(Read(Whole)), WithWhatCameSince(Whole));

    [Fact]
    public void Read_StoredTimeline_EveryMemberIsThere() => ShouldBeJson(WholeState.Of(Read(Stored)), WithWhatCameSince(Whole));

    [Fact]
    public void Write_ReadOfAnEarlierRelease_StoresTheTimelineAlone() => ShouldBeJson(JsonSerializer.Serialize(Read(Whole), StateJson.Options), Stored);

    [Fact]
    public void Write_ReportedOnce_SaysNothingOfRepeats()
    {
        var read = Read(Stored);
        var once = read with { Occurrences = new Occurrences(1, read.CreatedAt, null), UpdatedAt = read.Timeline[^1].At };

        var written = JsonSerializer.Serialize(once, StateJson.Options);

        written.ShouldNotContain("\"occurrences\"");
        JsonNode.Parse(written)!.AsObject().ContainsKey("updated_at").ShouldBeFalse();
        WholeState.Of(Read(written)).ShouldBe(WholeState.Of(once));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"timeline":[]}""")]
    public void Read_NoTimeline_SaysSo(string json) =>
        Should.Throw<JsonException>(() => Read(json)).Message.ShouldContain("timeline");

    /// <summary>Members that the earlier release did not have, as they are where nothing is said of them.</summary>
    private static string WithWhatCameSince(string whole)
    {
        var state = JsonNode.Parse(whole)!.AsObject();
        state["calls"] = new JsonArray();
        return state.ToJsonString();
    }

    private static AlertState Read(string json) => JsonSerializer.Deserialize<AlertState>(json, StateJson.Options)!;

    private static void ShouldBeJson(string actual, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected)).ShouldBeTrue(actual);
}
