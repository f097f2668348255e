using System.Collections.Immutable;
using FleetActors.Alerts;
using FleetActors.Cluster;
using FleetActors.Devices;
using FleetActors.Directory;
using FleetActors.Fleets;
using FleetActors.OnCall;
using FleetActors.Storage;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>Calls and alerts find each other through the caller's number, and a device is called back for its alert.</summary>
public sealed class StoryOfACallAndADeviceTests : IAsyncLifetime
{
    private const string Button = "+15550100777";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CallStory _words = new();
    private FleetCluster _cluster = null!;

    private World World => _cluster.World;

    private ICallGrain Call => _cluster.Grains.Call(CallStory.Id);

    public async Task InitializeAsync() => _cluster = await FleetCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task CallFromADevice_ShowsItsOpenAlertsAndEachTellsOfTheCallOnce()
    {
        await PutDeviceAsync();
        var open = await OpenAsync("button-7", Severity.Medium);
        var resolved = await OpenAsync("button-7", Severity.Critical);
        await Alert(resolved).ResolveAsync(new OperatorAction("ada", "api", null));
        var other = await OpenAsync("truck-1", Severity.Critical);

        await CallInAsync(Button);

        var related = (await UntilCallAsync(call => call.Alerts.Length > 0)).Alerts.ShouldHaveSingleItem();
        (related.AlertId, related.DeviceId, related.Because).ShouldBe((open, "button-7", "the number of device button-7"));
        await UntilAlertAsync(open, alert => !alert.Calls.IsEmpty);
        await _cluster.DeactivateAsync(Call);
        await Call.WakeAsync();
        await Call.OnEventAsync(Heard(InboundCallEventKind.Initiated, Button));
        await Call.OnEventAsync(_words.Heard(InboundCallEventKind.Hangup, "normal_clearing"));
        await UntilCallAsync(call => call.HasPacket);

        var view = (await Alert(open).GetAsync())!;
        view.Calls.ShouldBe([CallStory.Id]);
        view.Timeline.Where(line => line.Kind == "call_linked").Select(line => (line.Actor, line.Text)).ShouldBe(
            [("emergency call", $"Emergency call {CallStory.Id} with \u2022777: the number of device button-7.")]);
        (await Call.GetPacketAsync())!.Alerts.ShouldBe([related]);
        (await Alert(other).GetAsync())!.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task CallFromAContact_ShowsAlertsThatPageThemOnAnyOfTheirNumbers()
    {
        await _cluster.Grains.GetContact("bea").PutAsync(new Contact("bea", "Bea", ["+15550100301", "+15550100302"]));
        await _cluster.Grains.GetContact("cem").PutAsync(new Contact("cem", "Cem", ["+15550100303"]));
        await PutPolicyAsync(new PolicyStep(["cem", "bea"], [Channel.Call], [], TimeSpan.Zero, TimeSpan.FromMinutes(5)));
        var id = await OpenAsync("truck-1", Severity.Medium);
        await World.Telephony.WaitForAsync<Dial>(1);

        await CallInAsync("+15550100302");

        var related = (await UntilCallAsync(call => call.Alerts.Length > 0)).Alerts.ShouldHaveSingleItem();
        (related.AlertId, related.Because).ShouldBe((id, "Bea is paged for it"));
    }

    [Fact]
    public async Task CallFromAFleet_ShowsItsTenMostSevereAlerts()
    {
        (await _cluster.Grains.GetFleet("default").PutAsync(FleetProfile.BuiltIn with { Phone = "+15550100400" })).ShouldBeEmpty();
        for (var n = 0; n < 12; n++)
        {
            await OpenAsync($"truck-{n}", n == 3 ? Severity.Critical : Severity.Low);
        }

        await CallInAsync("+15550100400");

        var alerts = (await UntilCallAsync(call => call.Alerts.Length > 0)).Alerts;
        alerts.Length.ShouldBe(10);
        alerts[0].DeviceId.ShouldBe("truck-3");
        alerts.ShouldAllBe(alert => alert.Because == "the number of fleet default");
        (await Call.GetAsync())!.Timeline.Single(line => line.Kind == "related").Text.ShouldEndWith("; there are more.");
        await LookAgainAsync();
        World.Store.AskedForOpen.Count.ShouldBe(1, "a call that has all it takes looks for no more");
    }

    [Fact]
    public async Task CallThatGoesOn_LooksAgainOnlyForWhatMayHaveChanged()
    {
        await PutDeviceAsync();
        var first = await OpenAsync("button-7", Severity.Critical);
        await CallInAsync(Button);
        await UntilAlertAsync(first, alert => !alert.Calls.IsEmpty);
        await UntilAsync("the alert was told", () => Task.FromResult(World.Store.Calls().Single().Owed.All(effect => effect.Kind != CallEffectKind.TellAlerts)));
        await UntilAsync("no result of a page is on its way to it", () => Task.FromResult(World.Store.Alerts().Single().Owed.IsEmpty));
        await _cluster.DeactivateAsync(Alert(first));
        World.Store.Reads.Clear();

        await LookAgainAsync();
        await LookAgainAsync();
        await UntilAsync("it has looked three times", () => Task.FromResult(World.Store.AskedForOpen.Count == 3));
        World.Store.PhonesAsked.ShouldBe(1);
        World.Store.Reads.ShouldNotContain(StorageNames.Alert, "an alert that the call has already is not asked again");
        World.Store.AskedForOpen.ShouldAllBe(owners => owners.SequenceEqual(new AlertOwner[] { new(AlertOwnerKind.Device, "button-7"), new(AlertOwnerKind.Number, Button) }));

        var second = await OpenAsync("button-7", Severity.Low);
        await LookAgainAsync();
        (await UntilCallAsync(call => call.Alerts.Length == 2)).Alerts.Select(alert => alert.AlertId).ShouldBe([first, second]);
    }

    [Fact]
    public async Task CallThatGoesOn_NumberIsGivenToADevice_IsSeenWithinAMinute()
    {
        await CallInAsync(Button);
        await UntilAsync("the first look is over", () => Task.FromResult(World.Store.Calls().Single().Owed.All(effect => effect.Kind != CallEffectKind.Relate)));
        await PutDeviceAsync();
        var id = await OpenAsync("button-7", Severity.Medium);

        for (var n = 0; n < 6; n++)
        {
            await LookAgainAsync();
        }

        (await UntilCallAsync(call => call.Alerts.Length > 0)).Alerts.ShouldHaveSingleItem().AlertId.ShouldBe(id);
    }

    [Fact]
    public async Task NumberOfManyDevices_ThoseWithOpenAlertsAreSeen()
    {
        for (var n = 10; n < 30; n++)
        {
            (await _cluster.Grains.GetDevice($"button-{n}").PutProfileAsync(new DeviceProfile("default", null, [], Button))).ShouldBeEmpty();
        }

        await CallInAsync(Button);
        await UntilAsync("the first look is over", () => Task.FromResult(World.Store.Calls().Single().Owed.All(effect => effect.Kind != CallEffectKind.Relate)));
        var id = await OpenAsync("button-29", Severity.Low);
        await LookAgainAsync();

        (await UntilCallAsync(call => call.Alerts.Length > 0)).Alerts.ShouldHaveSingleItem().AlertId.ShouldBe(id);
    }

    [Fact]
    public async Task CallFromAStranger_ShowsNone()
    {
        await OpenAsync("truck-1", Severity.Low);
        await CallInAsync("+15559990000");
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await Call.OnEventAsync(_words.Heard(InboundCallEventKind.Hangup, "normal_clearing"));

        (await UntilCallAsync(call => call.HasPacket)).Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task AlertThatOpensDuringTheCall_IsShownAsTheCallerIsHeard()
    {
        await PutDeviceAsync();
        await CallInAsync(Button);
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await UntilAsync("the first look is over", () => Task.FromResult(World.Store.Calls().Single().Owed.All(effect => effect.Kind != CallEffectKind.Relate)));
        var id = await OpenAsync("button-7", Severity.Medium);

        await LookAgainAsync();

        (await UntilCallAsync(call => call.Alerts.Length > 0)).Alerts.ShouldHaveSingleItem().AlertId.ShouldBe(id);
        await UntilAlertAsync(id, alert => alert.Calls.Contains(CallStory.Id));
    }

    [Fact]
    public async Task Hangup_TheLastLookForAlertsGetsNoAnswer_DoesNotHoldUpThePacket()
    {
        await CallInAsync(Button);
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await UntilAsync("the first look is over", () => Task.FromResult(World.Store.Calls().Single().Owed.All(effect => effect.Kind != CallEffectKind.Relate)));
        World.Store.PhonesReady = new TaskCompletionSource().Task;

        await Call.OnEventAsync(_words.Heard(InboundCallEventKind.Hangup, "normal_clearing"));

        await UntilCallAsync(call =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return call.HasPacket;
        });
    }

    [Fact]
    public async Task Callback_DeviceAnswers_IsAnEmergencyCallOfTheAlert()
    {
        World.Telephony.Answer = static command => TelephonyResult.Accepted(command is Dial ? CallStory.Leg : null);
        await PutDeviceAsync();
        await PutPolicyAsync(CallsBack(), new PolicyStep(["dispatcher"], [Channel.Sms], [], TimeSpan.Zero, TimeSpan.FromMinutes(2)));
        var id = await OpenAsync("button-7", Severity.Medium);
        var dial = (await World.Telephony.WaitForAsync<Dial>(1)).Single();
        (dial.To, dial.ClientState, dial.WithoutMachineDetection).ShouldBe((Button, $"fb1|{id}|a1|", true));

        var answered = AnsweredEvent("a1");
        await Alert(id).OnCallEventAsync(answered);
        await Alert(id).OnCallEventAsync(answered);

        var stream = (await World.Telephony.WaitForAsync<StartStreaming>(1)).Single();
        (stream.CallControlId, stream.ClientState).ShouldBe((CallStory.Leg, $"fb1|{id}|a1|{CallStory.Id}"));
        (await Call.CheckTokenAsync(stream.Stream.Url.Split("token=")[1])).ShouldBe(StreamOpening.Welcome);
        await World.Telephony.WaitForAsync<Speak>(1);
        var call = await UntilCallAsync(_ => true);
        (call.Status, call.CallbackFor, call.Alerts.Single().AlertId).ShouldBe((CallStatus.Active, id, id));
        var alert = await UntilAlertAsync(id, view => view.Calls.Contains(CallStory.Id));
        (alert.Status, alert.Acknowledged).ShouldBe((AlertStatus.Paging, null));

        await Call.OnEventAsync(_words.Heard(InboundCallEventKind.Hangup, "normal_clearing"));
        await UntilCallAsync(view => view.HasPacket);
        await Alert(id).OnCallEventAsync(new CallEvent("e-end", CallEventKind.Hangup, World.Clock.Now, CallStory.Leg, "a1", 0, null, "normal_clearing", AnsweredBy.Unknown, null, CallStory.Id));
        World.Telephony.Commands.OfType<Dial>().Count().ShouldBe(1);
        World.Telephony.Commands.OfType<StartStreaming>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Callback_Busy_TheNextStepBeginsAtOnce()
    {
        await PutDeviceAsync();
        await PutPolicyAsync(CallsBack(), new PolicyStep(["dispatcher"], [Channel.Sms], [], TimeSpan.Zero, TimeSpan.FromMinutes(2)));
        var id = await OpenAsync("button-7", Severity.Medium);
        await World.Telephony.WaitForAsync<Dial>(1);

        await Alert(id).OnCallEventAsync(new CallEvent("e-busy", CallEventKind.Hangup, World.Clock.Now, CallStory.Leg, "a1", 0, null, "user_busy", AnsweredBy.Unknown, null, CallStory.Id));

        // The hint is due now; the clock of this test fires it when it is moved, by nothing.
        World.Clock.Advance(TimeSpan.Zero);
        (await World.Telephony.WaitForAsync<SendMessage>(1)).Single().To.ShouldBe(World.Dispatcher);
    }

    [Fact]
    public async Task Callback_NeverHeardOf_TheNextStepPagesItsPeople()
    {
        World.Telephony.Answer = static command => TelephonyResult.Accepted(command is Dial ? CallStory.Leg : null);
        await PutDeviceAsync();
        await PutPolicyAsync(CallsBack(), new PolicyStep(["dispatcher"], [Channel.Sms], [], TimeSpan.Zero, TimeSpan.FromMinutes(2)));
        var id = await OpenAsync("button-7", Severity.Medium);
        await World.Telephony.WaitForAsync<Dial>(1);
        await UntilAsync("the dial is written", () => Task.FromResult(World.Store.Alerts().Single().Owed.IsEmpty));

        // No webhook of the leg ever comes.
        World.Clock.Advance(Alerts.Legs.RingPatience);
        await Alert(id).WakeAsync();
        World.Clock.Advance(TimeSpan.Zero);

        (await World.Telephony.WaitForAsync<SendMessage>(1)).Single().To.ShouldBe(World.Dispatcher);
        (await Alert(id).GetAsync())!.Status.ShouldBe(AlertStatus.Paging);
    }

    [Fact]
    public async Task Callback_AlertRaisedByTheDevicesOwnRule_AsksTheDeviceWhileItWaits()
    {
        await PutDeviceAsync();
        await PutPolicyAsync(CallsBack());
        (await _cluster.Grains.GetFleet("default").PutAsync(FleetProfile.BuiltIn with { Rules = [Pressed] })).ShouldBeEmpty();

        var result = await _cluster.Grains.GetDevice("button-7").IngestAsync(
            new ReadingBatch("default", [new Reading("pressed", MetricValue.Of(1), Reading.ServerTime, 0)])).AsTask().WaitAsync(Patience);

        result.Alerts.Length.ShouldBe(1);
        (await World.Telephony.WaitForAsync<Dial>(1)).Single().To.ShouldBe(Button);
    }

    [Fact]
    public async Task Callback_ServerDiesBetweenAnswerAndOpening_OpensTheCallAfterwards()
    {
        await PutDeviceAsync();
        await PutPolicyAsync(CallsBack());
        var id = await OpenAsync("button-7", Severity.Medium);
        await World.Telephony.WaitForAsync<Dial>(1);
        await UntilAsync("the dial is written", () => Task.FromResult(World.Store.Alerts().Single().Owed.IsEmpty));

        // The alert is stored, the call cannot be: that is where a crash would leave it.
        World.Store.FailWhen = state => state is CallState;
        await Alert(id).OnCallEventAsync(AnsweredEvent("a1"));
        World.Store.Alerts().Single().Owed.ShouldHaveSingleItem().Kind.ShouldBe(EffectKind.OpenCall);
        (await Call.GetAsync()).ShouldBeNull();
        World.Store.FailWhen = null;
        await _cluster.DeactivateAsync(Alert(id));
        await Alert(id).WakeAsync();

        await UntilCallAsync(call => call.CallbackFor == id);
        await World.Telephony.WaitForAsync<StartStreaming>(1);
    }

    private async Task LookAgainAsync()
    {
        World.Clock.Advance(TimeSpan.FromSeconds(10));
        await Call.WakeAsync();
    }

    private static DeviceRule Pressed => Rules.Above(0, name: "pressed", metric: "pressed");

    private static PolicyStep CallsBack() => new([], [Channel.Callback], [], TimeSpan.Zero, TimeSpan.FromMinutes(2));

    private CallEvent AnsweredEvent(string attemptId) =>
        new("e-answered", CallEventKind.Answered, World.Clock.Now, CallStory.Leg, attemptId, 0, null, null, AnsweredBy.Unknown, null, CallStory.Id);

    private Task PutPolicyAsync(params ImmutableArray<PolicyStep> steps) =>
        _cluster.Grains.GetPolicy("medium").PutAsync(new EscalationPolicy("medium", "Test", steps, Rounds: 2, TimeSpan.FromMinutes(30)));

    private async Task PutDeviceAsync() =>
        (await _cluster.Grains.GetDevice("button-7").PutProfileAsync(new DeviceProfile("default", "Button 7", [], Button))).ShouldBeEmpty();

    private async Task<string> OpenAsync(string deviceId, Severity severity)
    {
        World.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var id = AlertId.New(World.Clock.Now);
        await Alert(id).OpenAsync(Story.Report(severity) with { DeviceId = deviceId, DedupKey = null, FleetId = null });
        return id;
    }

    private IAlertGrain Alert(string id) => _cluster.Grains.GetGrain<IAlertGrain>(id);

    private InboundCallEvent Heard(InboundCallEventKind kind, string from) => _words.Heard(kind) with { From = from };

    private Task CallInAsync(string from) => Call.OnEventAsync(Heard(InboundCallEventKind.Initiated, from));

    private async Task<CallView> UntilCallAsync(Func<CallView, bool> holds)
    {
        CallView? view = null;
        await UntilAsync("the call is as wanted", async () => (view = await Call.GetAsync()) is not null && holds(view));
        return view!;
    }

    private async Task<AlertView> UntilAlertAsync(string id, Func<AlertView, bool> holds)
    {
        AlertView? view = null;
        await UntilAsync($"{id} is as wanted", async () => (view = await Alert(id).GetAsync()) is not null && holds(view));
        return view!;
    }

    private static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, what);
            await pause.WaitForNextTickAsync();
        }
    }
}
