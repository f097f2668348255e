using System.Text.Json;
using FleetActors.Storage;

namespace FleetActors.Devices;

public class DeviceStateTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static readonly DeviceState Full = new()
    {
        DeviceId = "truck-7",
        FleetId = "cold",
        Name = "Truck 7",
        Overrides = [new RuleOverride("hot", Rules.Above(95, clear: 90, forSeconds: 60)), new RuleOverride("cold", null)],
        CreatedAt = At,
        Rules =
        [
            new ActiveRule("a", new RulePending(At, At.AddSeconds(60))),
            new ActiveRule("b", new RuleBreached("alrt-1", At, At.AddSeconds(900))),
            new ActiveRule("c", new RuleClearing(new RuleBreached("alrt-2", At, At.AddSeconds(900)), At, At.AddSeconds(30))),
        ],
        Newest = [new ReadingView("temperature", MetricValue.Of(91.5), At), new ReadingView("door", MetricValue.Of("open"), At)],
    };

    [Fact]
    public void Json_RoundTrip_KeepsEverything()
    {
        var read = JsonSerializer.Deserialize<DeviceState>(JsonSerializer.SerializeToUtf8Bytes(Full, StateJson.Options), StateJson.Options)!;
        read.Overrides.ShouldBe(Full.Overrides);
        read.Rules.ShouldBe(Full.Rules);
        read.Newest.ShouldBe(Full.Newest);
        (read with { Overrides = Full.Overrides, Rules = Full.Rules, Newest = Full.Newest }).ShouldBe(Full);
    }

    [Fact]
    public void Json_Index_HasWhatTheTriggerReads()
    {
        var index = JsonSerializer.SerializeToElement(Full, StateJson.Options).GetProperty("index");
        index.GetProperty("device_id").GetString().ShouldBe("truck-7");
        index.GetProperty("fleet_id").GetString().ShouldBe("cold");
        index.GetProperty("breaches").GetInt32().ShouldBe(2);
        index.GetProperty("wake_at").GetInt64().ShouldBe(At.AddSeconds(30).ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Json_NothingDue_LeavesTheWakeTimeOut() =>
        JsonSerializer.SerializeToElement(Full with { Rules = [] }, StateJson.Options).GetProperty("index").TryGetProperty("wake_at", out _).ShouldBeFalse();

    [Fact]
    public void Json_StoredByThisRelease_IsReadByLaterOnes()
    {
        const string Stored = """
            {"device_id":"truck-7","fleet_id":"cold","overrides":[{"name":"hot","replacement":{"name":"hot",
            "condition":{"kind":"above","metric":"temperature","limit":95,"clear":90},"for":"00:01:00","clear_for":"00:00:00","severity":"medium",
            "category":"temperature","re_raise_after":"00:15:00"}},{"name":"cold"}],"created_at":"2026-01-05T08:00:00+00:00",
            "rules":[{"name":"a","state":{"phase":"pending","since":"2026-01-05T08:00:00+00:00","due":"2026-01-05T08:01:00+00:00"}},
            {"name":"c","state":{"phase":"clearing","was":{"alert_id":"alrt-2","since":"2026-01-05T08:00:00+00:00","check_due":"2026-01-05T08:15:00+00:00"},
            "since":"2026-01-05T08:00:00+00:00","due":"2026-01-05T08:00:30+00:00"}}],
            "newest":[{"metric":"temperature","value":{"kind":"number","number":91.5},"at":"2026-01-05T08:00:00+00:00"}],
            "index":{"device_id":"truck-7","fleet_id":"cold","breaches":1},"some_later_field":1}
            """;
        var state = JsonSerializer.Deserialize<DeviceState>(Stored, StateJson.Options)!;
        state.Overrides.ShouldBe(Full.Overrides);
        state.Rules.ShouldBe([Full.Rules[0], Full.Rules[2]]);
        state.Newest.ShouldBe([Full.Newest[0]]);
        state.CreatedAt.ShouldBe(At);
    }
}
