using System.Text.Json;
using FleetActors.Calls;
using FleetActors.Cluster;
using FleetActors.Devices;
using FleetActors.Dispatch;
using FleetActors.Fleets;
using FleetActors.OnCall;

namespace FleetActors.Storage;

/// <summary>Grains that work on what a newer release has stored, as they do while an upgrade is under way: what is not theirs is still there after they wrote.</summary>
public sealed class NewerReleaseTests : IAsyncLifetime
{
    private FleetCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await FleetCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Fleet_PutAgain_KeepsWhatIsNotOfTheProfile()
    {
        var fleet = _cluster.Grains.GetFleet("cold");
        await StoreAsync(StorageNames.FleetProfile, fleet, """{"revision":3,"owner":"north"}""");

        (await fleet.PutAsync(FleetProfile.BuiltIn)).ShouldBeEmpty();

        var stored = await StoredAsync(StorageNames.FleetProfile, fleet);
        stored.GetProperty("owner").GetString().ShouldBe("north");
        stored.GetProperty("revision").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task PolicyAndContact_PutAgain_KeepWhatIsNotOfThem()
    {
        var policy = _cluster.Grains.GetPolicy("low");
        var contact = _cluster.Grains.GetContact("ada");
        await StoreAsync(StorageNames.Policy, policy, """{"changed_by":"Bob"}""");
        await StoreAsync(StorageNames.Contact, contact, """{"changed_by":"Bob"}""");

        await policy.PutAsync(BuiltInPolicies.Low);
        await contact.PutAsync(new Contact("ada", "Ada", ["+15550100011"]));

        (await StoredAsync(StorageNames.Policy, policy)).GetProperty("changed_by").GetString().ShouldBe("Bob");
        (await StoredAsync(StorageNames.Contact, contact)).GetProperty("changed_by").GetString().ShouldBe("Bob");
    }

    [Fact]
    public async Task Device_OneRuleMoves_KeepsWhatTheOthersHave()
    {
        var device = _cluster.Grains.GetDevice("truck-7");
        await _cluster.Grains.GetFleet("cold").PutAsync(FleetProfile.BuiltIn with { Rules = [Rules.Above(80, forSeconds: 60), Rules.Below(2, forSeconds: 60, metric: "voltage")] });
        await StoreAsync(StorageNames.Device, device, """
            {"device_id":"truck-7","fleet_id":"cold","created_at":"2026-01-05T08:00:00+00:00","site":"bay 89","rules":[
            {"name":"cold","state":{"phase":"breached","alert_id":"alrt-1","since":"2026-01-05T08:00:00+00:00","check_due":"2099-01-01T00:00:00+00:00","peak":1.5},"silenced_by":"Ada"}]}
            """);

        await device.IngestAsync(new ReadingBatch(null, [new Reading("temperature", MetricValue.Of(91), Reading.ServerTime, 0)]));

        var stored = await StoredAsync(StorageNames.Device, device);
        stored.GetProperty("site").GetString().ShouldBe("bay 89");
        var rules = stored.GetProperty("rules").EnumerateArray().ToDictionary(static rule => rule.GetProperty("name").GetString()!);
        rules.Keys.ShouldBe(["hot", "cold"], ignoreOrder: true);
        rules["cold"].GetProperty("silenced_by").GetString().ShouldBe("Ada");
        rules["cold"].GetProperty("state").GetProperty("phase").GetString().ShouldBe("breached");
        rules["cold"].GetProperty("state").GetProperty("peak").GetDouble().ShouldBe(1.5);
    }

    [Fact]
    public async Task Queue_OneEntryClaimed_KeepsWhatItsTicketHas()
    {
        var queue = _cluster.Grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);
        await StoreAsync(StorageNames.DispatchQueue, queue, """
            {"items":[{"ticket":{"call_id":"c1","from_masked":"•001","category":"fire","services":["fire"],"tags":[],"risk_level":"high","risk_score":0.7,"weight":700,
            "summary":"Fire.","created_at":"2026-01-05T08:00:00+00:00","language":"de"},"status":"open","seen_by":["Bob"]}],"shift":"night"}
            """);

        (await queue.ClaimAsync("c1", "Ada")).ShouldBe(CallActionResult.Done);

        var stored = await StoredAsync(StorageNames.DispatchQueue, queue);
        var item = stored.GetProperty("items")[0];
        stored.GetProperty("shift").GetString().ShouldBe("night");
        item.GetProperty("claimed").GetProperty("by").GetString().ShouldBe("Ada");
        item.GetProperty("seen_by")[0].GetString().ShouldBe("Bob");
        item.GetProperty("ticket").GetProperty("language").GetString().ShouldBe("de");
    }

    [Fact]
    public async Task Call_MoreIsHeard_KeepsWhatIsNotOfTheNewWords()
    {
        var words = new CallStory();
        var call = _cluster.Grains.Call(CallStory.Id);
        var live = CallEvolver.Evolve(new CallState(), new Announced(CallStory.Id, CallStory.Leg, "+15557770001", null, _cluster.World.Clock.Now), _cluster.World.Clock.Now);
        var json = JsonSerializer.Serialize(live, StateJson.Options)
            .Replace("\"signals\":{", "\"dialect\":\"north\",\"signals\":{\"echo\":true,", StringComparison.Ordinal)
            .Replace("\"segments\":", "\"language\":\"de\",\"segments\":", StringComparison.Ordinal);
        await StoreAsync(StorageNames.Call, call, json);

        await call.OnEventAsync(words.Heard(InboundCallEventKind.Transcription) with { Words = new HeardWords("Fire.", 0.9, IsFinal: true) });

        var heard = (await StoredAsync(StorageNames.Call, call)).GetProperty("heard");
        heard.GetProperty("transcript").GetProperty("text").GetString().ShouldBe("Fire.");
        heard.GetProperty("dialect").GetString().ShouldBe("north");
        heard.GetProperty("signals").GetProperty("echo").GetBoolean().ShouldBeTrue();
        heard.GetProperty("transcript").GetProperty("language").GetString().ShouldBe("de");
    }

    private Task StoreAsync(string stateName, IAddressable grain, string json) =>
        _cluster.World.Store.WriteStateAsync(stateName, grain.GetGrainId(), new GrainState<JsonElement>(JsonElement.Parse(json)));

    private async Task<JsonElement> StoredAsync(string stateName, IAddressable grain)
    {
        var stored = new GrainState<JsonElement>();
        await _cluster.World.Store.ReadStateAsync(stateName, grain.GetGrainId(), stored);
        return stored.State;
    }
}
