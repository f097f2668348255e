using System.Globalization;
using FleetActors.Fleets;
using FleetActors.Storage;

namespace FleetActors.Devices;

public sealed class DeviceGrainTests : IAsyncLifetime
{
    private DeviceWorld _world = null!;

    public async Task InitializeAsync() => _world = await DeviceWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Ingest_QuietReadings_StoreNothingAfterTheFirst()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 20);
        var writes = _world.Storage.Writes;
        for (var i = 0; i < 100; i++)
        {
            (await _world.SendAsync("truck-7", 20 + (i % 60))).ShouldBe(IngestResult.AllQuiet(1));
        }

        _world.Storage.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task Ingest_Breach_OpensOneAlertAndSaysSoEachTime()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        (await _world.SendAsync("truck-7", 91.5)).Alerts.ShouldBe(["alert-1"]);
        var writes = _world.Storage.Writes;
        for (var i = 0; i < 10; i++)
        {
            (await _world.SendAsync("truck-7", 95 + i)).Alerts.ShouldBe(["alert-1"]);
        }

        (_world.Alerts.Raises, _world.Storage.Writes).ShouldBe((1, writes));
        (await _world.Alerts.NextAsync("the breach")).ShouldBe("raise truck-7/hot alert-1 at 91.5 since 08:00:00");
    }

    [Fact]
    public async Task Ingest_ThousandReadingsTenBreaches_OpenTenAlertsOnceAndResolveThemAll()
    {
        await _world.PutRulesAsync("default", Rules.Above(80, clear: 75));
        Task<IngestResult[]> SendAll(double hot, double seconds) => Task.WhenAll(Enumerable.Range(0, 100).Select(device =>
            _world.Device($"d{device.ToString(CultureInfo.InvariantCulture)}").IngestAsync(new ReadingBatch(null,
                [.. Enumerable.Range(0, 10).Select(i =>
                    new Reading("temperature", MetricValue.Of(device % 10 == 0 && i == 9 ? hot : 20 + i), _world.Ms(seconds + i), i))])).AsTask()));

        var first = await SendAll(hot: 90, seconds: -100);
        first.Sum(result => result.Accepted).ShouldBe(1_000);
        first.SelectMany(result => result.Alerts).Distinct().Count().ShouldBe(10);

        var again = await SendAll(hot: 90, seconds: -100);
        again.Sum(result => result.Accepted).ShouldBe(1_000);
        again.Sum(result => result.Repeated).ShouldBe(1_000);
        again.SelectMany(result => result.Alerts).Order().ShouldBe(first.SelectMany(result => result.Alerts).Order());
        (_world.Alerts.Opened, _world.Alerts.Open.Count, _world.Alerts.Raises).ShouldBe((10, 10, 10));

        await SendAll(hot: 70, seconds: -50);
        (_world.Alerts.Opened, _world.Alerts.Open.Count).ShouldBe((10, 0));
    }

    [Fact]
    public async Task Ingest_AlertCannotBeRaised_ThrowsAndJudgesTheSameReadingAgain()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAtAsync("truck-7", 20, seconds: -2);
        _world.Alerts.Fail(new TimeoutException("no alerts today"));
        await Should.ThrowAsync<TimeoutException>(() => _world.SendAtAsync("truck-7", 90, seconds: -1));
        var view = (await _world.Device("truck-7").GetAsync())!;
        view.States.ShouldBeEmpty();
        view.Values.Single().Value.Number.ShouldBe(20);

        _world.Alerts.Fail(null);
        var result = await _world.SendAtAsync("truck-7", 90, seconds: -1);
        (result.Repeated, result.Alerts.Single()).ShouldBe((0, "alert-1"));
    }

    [Fact]
    public async Task Ingest_OwnStateCannotBeStored_ThrowsAndTheNextTryIsTheSameAlert()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 20);
        _world.Storage.FailWrites(new IOException("disk full"));
        await Should.ThrowAsync<Exception>(() => _world.SendAtAsync("truck-7", 90, seconds: 1));
        (await _world.Device("truck-7").GetAsync())!.States.ShouldBeEmpty();

        _world.Storage.FailWrites(null);
        (await _world.SendAtAsync("truck-7", 90, seconds: 1)).Alerts.ShouldBe(["alert-1"]);
        (_world.Alerts.Opened, _world.Alerts.Raises).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Ingest_KilledBetweenAlertAndOwnState_IsTheSameAlert()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 20);
        _world.Storage.FailWrites(new IOException("power cut"));
        await Should.ThrowAsync<Exception>(() => _world.SendAtAsync("truck-7", 90, seconds: 1));
        _world.Storage.FailWrites(null);
        await _world.RestartAsync();
        (await _world.SendAtAsync("truck-7", 90, seconds: 1)).Alerts.ShouldBe(["alert-1"]);
        _world.Alerts.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_DeviceCannotBeCreated_Throws()
    {
        _world.Storage.FailWrites(new IOException("disk full"));
        await Should.ThrowAsync<Exception>(() => _world.SendAsync("truck-7", 20));
        _world.Storage.FailWrites(null);
        (await _world.SendAsync("truck-7", 20)).Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_AlertCannotBeCleared_KeepsTheBreach()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 90);
        _world.Alerts.Fail(new TimeoutException("no alerts today"));
        await Should.ThrowAsync<TimeoutException>(() => _world.SendAsync("truck-7", 20));
        (await _world.Device("truck-7").GetAsync())!.States.Single().Phase.ShouldBe(RulePhase.Breached);
        _world.Alerts.Fail(null);
        await _world.SendAsync("truck-7", 20);
        _world.Alerts.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Timer_ForOver_RaisesWithoutAMessage()
    {
        await _world.PutRulesAsync("default", Rules.Above(80, forSeconds: 60));
        (await _world.SendAsync("truck-7", 90)).Alerts.ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromSeconds(59.9));
        (await _world.Device("truck-7").GetAsync())!.States.Single().Phase.ShouldBe(RulePhase.Pending);
        _world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        (await _world.Alerts.NextAsync("the timed rule")).ShouldBe("raise truck-7/hot alert-1 at 90 since 08:00:00");
    }

    [Fact]
    public async Task Timer_ClearForOver_ClearsWithoutAMessage()
    {
        await _world.PutRulesAsync("default", Rules.Above(80, clearForSeconds: 30));
        await _world.SendAsync("truck-7", 90);
        await _world.SendAsync("truck-7", 20);
        await _world.Alerts.NextAsync("the breach");
        _world.Clock.Advance(TimeSpan.FromSeconds(30));
        (await _world.Alerts.NextAsync("the clearing")).ShouldBe("clear alert-1 hot: Temperature of truck-7 is back in range at 20.");
    }

    [Fact]
    public async Task Timer_AlertCannotBeRaised_TriesAgain()
    {
        await _world.PutRulesAsync("default", Rules.Above(80, forSeconds: 60));
        await _world.SendAsync("truck-7", 90);
        _world.Alerts.Fail(new TimeoutException("no alerts today"));
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        (await _world.Device("truck-7").GetAsync())!.States.Single().Phase.ShouldBe(RulePhase.Pending);
        _world.Alerts.Fail(null);
        _world.Clock.Advance(TimeSpan.FromSeconds(5));
        (await _world.Alerts.NextAsync("the second try")).ShouldStartWith("raise truck-7/hot alert-1");
    }

    [Fact]
    public async Task Timer_NothingPending_IsNotThere()
    {
        await _world.PutRulesAsync("default", Rules.Above(80, forSeconds: 60));
        await _world.SendAsync("truck-7", 20);
        _world.Clock.PendingTimers.ShouldBe(0);
        await _world.SendAsync("truck-7", 90);
        _world.Clock.PendingTimers.ShouldBe(1);
        await _world.SendAsync("truck-7", 20);
        _world.Clock.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Wake_AfterARestartWhilePending_CountsFromTheFirstReading()
    {
        await _world.PutRulesAsync("default", Rules.Above(80, forSeconds: 60));
        await _world.SendAsync("truck-7", 90);
        var index = _world.Storage.Find(StorageNames.Device, _world.Device("truck-7"))!.Value.GetProperty("index");
        index.GetProperty("wake_at").GetInt64().ShouldBe(_world.Ms(60));
        index.GetProperty("breaches").GetInt32().ShouldBe(0);

        await _world.RestartAsync();
        _world.Clock.Advance(TimeSpan.FromSeconds(59));
        await _world.Device("truck-7").WakeAsync();
        _world.Alerts.Opened.ShouldBe(0);
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _world.Alerts.NextAsync("the timed rule after the restart")).ShouldBe("raise truck-7/hot alert-1 at 90 since 08:00:00");
    }

    [Fact]
    public async Task Wake_LongAfterTheDueTime_RaisesOnce()
    {
        await _world.PutRulesAsync("default", Rules.Above(80, forSeconds: 60));
        await _world.SendAsync("truck-7", 90);
        await _world.RestartAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(_world.Device("truck-7").WakeAsync(), _world.Device("truck-7").WakeAsync());
        await _world.Device("truck-7").WakeAsync();
        _world.Alerts.Raises.ShouldBe(1);
    }

    [Fact]
    public async Task Wake_UnknownDevice_CreatesNothing()
    {
        await _world.Device("truck-7").WakeAsync();
        (await _world.Device("truck-7").GetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Ingest_SentAgainAfterARestart_OpensNothing()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAtAsync("truck-7", 90, seconds: -10);
        await _world.SendAtAsync("truck-7", 20, seconds: -5);
        await _world.RestartAsync();
        (await _world.SendAtAsync("truck-7", 90, seconds: -10)).Late.ShouldBe(1);
        (await _world.SendAtAsync("truck-7", 20, seconds: -5)).Repeated.ShouldBe(1);
        _world.Alerts.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_AfterARestartInBreach_KnowsItsAlert()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 90);
        await _world.RestartAsync();
        (await _world.SendAsync("truck-7", 91)).Alerts.ShouldBe(["alert-1"]);
        await _world.SendAsync("truck-7", 20);
        (_world.Alerts.Raises, _world.Alerts.Open.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Timer_AlertResolvedByHandInBreach_IsRaisedAgainAfterItsTime()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 90);
        await _world.Alerts.NextAsync("the breach");
        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        _world.Alerts.Resolve("alert-1", _world.Clock.Now);
        (await _world.SendAsync("truck-7", 92)).Alerts.ShouldBe(["alert-1"]);
        _world.Clock.Advance(TimeSpan.FromMinutes(5));
        await _world.Device("truck-7").WakeAsync();
        _world.Alerts.Opened.ShouldBe(1);
        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        (await _world.Alerts.NextAsync("the breach that goes on")).ShouldBe("raise truck-7/hot alert-2 at 92 since 08:00:00");
    }

    [Fact]
    public async Task Ingest_UnknownDeviceInAClosedFleet_IsRejected()
    {
        await _world.Fleet("closed").PutAsync(FleetProfile.BuiltIn with { AcceptUnknown = false });
        var result = await _world.SendAsync("truck-7", 20, fleet: "closed");
        (result.Accepted, result.Rejected.Single().Text).ShouldBe((0, "device_id names a device that fleet closed does not know"));
        (await _world.Device("truck-7").GetAsync()).ShouldBeNull();

        await _world.Device("truck-7").PutProfileAsync(new DeviceProfile("closed", "Truck 7", []));
        (await _world.SendAsync("truck-7", 20, fleet: "closed")).Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_UnknownFleet_IsRejected()
    {
        var result = await _world.SendAsync("truck-7", 20, fleet: "nowhere");
        (result.Accepted, result.Rejected.Single().Text).ShouldBe((0, "fleet_id names nowhere, which has no profile"));
    }

    [Fact]
    public async Task Ingest_KnownDeviceNamingAnotherFleet_StaysInItsOwn()
    {
        await _world.PutRulesAsync("cold", Rules.Above(80));
        await _world.SendAsync("truck-7", 20, fleet: "cold");
        (await _world.SendAsync("truck-7", 90, fleet: "other")).Alerts.Length.ShouldBe(1);
        (await _world.Device("truck-7").GetAsync())!.Profile.FleetId.ShouldBe("cold");
    }

    [Fact]
    public async Task Ingest_AfterTheFleetsRulesChanged_FollowsTheNewOnes()
    {
        await _world.SendAsync("truck-7", 90);
        await _world.PutRulesAsync("default", Rules.Above(80));
        (await _world.SendAsync("truck-7", 90)).Alerts.ShouldBe(["alert-1"]);
        await _world.PutRulesAsync("default", Rules.Below(2));
        await _world.SendAsync("truck-7", 90);
        await _world.Alerts.NextAsync("the breach");
        (await _world.Alerts.NextAsync("the end of the rule")).ShouldBe("clear alert-1 hot: Rule hot no longer applies to truck-7.");
        (await _world.Device("truck-7").GetAsync())!.States.ShouldBeEmpty();
    }

    [Fact]
    public async Task PutProfile_RuleSwitchedOffInBreach_ResolvesItsAlert()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 90);
        (await _world.Device("truck-7").PutProfileAsync(new DeviceProfile("default", null, [new RuleOverride("hot", null)]))).ShouldBeEmpty();
        _world.Alerts.Open.ShouldBeEmpty();
        (await _world.SendAsync("truck-7", 95)).Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task PutProfile_RuleReplaced_HoldsForThisDeviceOnly()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.Device("oven").PutProfileAsync(new DeviceProfile("default", "Oven", [new RuleOverride("hot", Rules.Above(250))]));
        (await _world.SendAsync("oven", 200)).Alerts.ShouldBeEmpty();
        (await _world.SendAsync("truck-7", 200)).Alerts.Length.ShouldBe(1);
        await _world.RestartAsync();
        (await _world.SendAsync("oven", 201)).Alerts.ShouldBeEmpty();
        (await _world.SendAsync("oven", 251)).Alerts.Length.ShouldBe(1);
    }

    [Fact]
    public async Task PutProfile_WrongOrInUnknownFleet_StoresNothing()
    {
        (await _world.Device("truck-7").PutProfileAsync(new DeviceProfile("default", "", []))).Select(error => error.Path).ShouldBe(["name"]);
        (await _world.Device("truck-7").PutProfileAsync(new DeviceProfile("nowhere", null, []))).Select(error => error.Path).ShouldBe(["fleet_id"]);
        (await _world.Device("truck-7").GetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Delete_DeviceInBreach_ResolvesItsAlertAndForgetsIt()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        await _world.SendAsync("truck-7", 90);
        (await _world.Device("truck-7").DeleteAsync()).ShouldBeTrue();
        _world.Alerts.Open.ShouldBeEmpty();
        (await _world.Device("truck-7").GetAsync()).ShouldBeNull();
        (await _world.Device("truck-7").DeleteAsync()).ShouldBeFalse();
        (await _world.SendAsync("truck-7", 90)).Alerts.ShouldBe(["alert-2"]);
    }

    [Fact]
    public async Task Ingest_TimeTooFarAhead_IsRejected()
    {
        (await _world.SendAtAsync("truck-7", 20, seconds: 300)).Accepted.ShouldBe(1);
        var result = await _world.SendAtAsync("truck-7", 20, seconds: 300.001);
        (result.Accepted, result.Rejected.Single().Text).ShouldBe((0, "ts is more than 5 minutes ahead of the server's clock"));
    }

    [Fact]
    public async Task Ingest_TextWhereARuleWantsANumber_IsTakenWithANote()
    {
        await _world.PutRulesAsync("default", Rules.Above(80));
        var result = await _world.Device("truck-7").IngestAsync(
            new ReadingBatch(null, [new Reading("temperature", MetricValue.Of("warm"), Reading.ServerTime, 4)]));
        result.Accepted.ShouldBe(1);
        result.Notes.ShouldBe([new ItemRemark(4, "temperature is not a number: its rules passed it over")]);
    }

    [Fact]
    public async Task Ingest_OneMetricTooMany_RefusesTheWholeItem()
    {
        Reading Of(int metric, int item) => new($"m{metric.ToString(CultureInfo.InvariantCulture)}", MetricValue.Of(1), Reading.ServerTime, item);

        var result = await _world.Device("truck-7").IngestAsync(new ReadingBatch(null, [.. Enumerable.Range(0, 63).Select(i => Of(i, i)), Of(63, 63), Of(64, 63)]));
        result.Accepted.ShouldBe(63);
        result.Rejected.Single().Text.ShouldStartWith("metric m64 is one too many");
        (await _world.Device("truck-7").GetAsync())!.Values.Length.ShouldBe(63);
    }

    [Fact]
    public async Task GetReadings_KnownDevice_HasTheLastOnes()
    {
        await _world.SendAsync("truck-7", 20);
        await _world.SendAsync("truck-7", 21, metric: "speed");
        (await _world.Device("truck-7").GetReadingsAsync())!.Value.Select(reading => reading.Value.Number).ShouldBe([21, 20]);
        (await _world.Device("other").GetReadingsAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task LastSeen_ManyReadings_IsStoredOncePerDevice()
    {
        for (var i = 0; i < 50; i++)
        {
            await _world.SendAsync($"d{(i % 5).ToString(CultureInfo.InvariantCulture)}", i);
        }

        var buffer = (LastSeenBuffer)_world.Services.GetService(typeof(LastSeenBuffer))!;
        await buffer.FlushAsync(CancellationToken.None);
        _world.Index.Saves.SelectMany(save => save).Select(seen => seen.DeviceId).Order().ShouldBe(["d0", "d1", "d2", "d3", "d4"]);
        (await _world.Device("d0").GetAsync())!.LastSeenAt.ShouldBe(_world.Clock.Now);
    }

    [Fact]
    public async Task List_MoreThanAPage_NamesWhereToGoOn()
    {
        _world.Index.Rows.AddRange(new[] { "a", "b", "c" }.Select(id => new Directory.DeviceIndexRow(id, "cold", 1, null)));
        var first = await _world.Directory.ListAsync(new DeviceQuery(null, 2, null));
        (string.Join(',', first.Devices.Select(device => device.DeviceId)), first.Next).ShouldBe(("a,b", "b"));
        var second = await _world.Directory.ListAsync(new DeviceQuery("cold", 2, first.Next));
        (string.Join(',', second.Devices.Select(device => device.DeviceId)), second.Next).ShouldBe(("c", null));
    }
}
