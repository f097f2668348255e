using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.OnCall;
using FleetActors.Storage;
using FleetActors.Telephony;

namespace FleetActors.Cluster;

/// <summary>The provider sends an event again before the first has been stored, through another front or the same: it has its effect once.</summary>
public sealed class SlowStorageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FleetCluster _cluster = null!;

    private World World => _cluster.World;

    public async Task InitializeAsync() => _cluster = await FleetCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task DigitTwoThreeTimesAtOnce_BeginsOneStep()
    {
        var (id, _) = await PagedAsync();
        var attempt = (await Alert(id).GetAsync())!.Attempts.Single(one => one.Channel == "call").AttemptId;
        var pickedUp = new CallEvent("e-1", CallEventKind.Answered, World.Clock.Now, "v3:leg", attempt, 0, null, null, AnsweredBy.Unknown, null);
        (await Alert(id).OnCallEventAsync(pickedUp)).ShouldBe(CallEventReply.Briefing);
        var pressed = pickedUp with { EventId = "e-2", Kind = CallEventKind.GatherEnded, Prompt = 1, Digits = "2", Detail = "valid" };

        await AtOnceAsync(StorageNames.Alert, () => Alert(id).OnCallEventAsync(pressed));

        var view = (await Alert(id).GetAsync())!;
        (view.Round, view.Step).ShouldBe((1, 2));
        (await World.Telephony.WaitForAsync<SendMessage>(1, text => text.To == World.Dispatcher)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TextEscThreeTimesAtOnce_BeginsOneStep()
    {
        var (id, code) = await PagedAsync();

        var outcomes = await AtOnceAsync(StorageNames.Alert, () => _cluster.Grains.GetGrain<IPhoneGrain>(World.OnCall).ReceiveAsync("e-esc", $"ESC {code}"));

        outcomes.Order().ShouldBe(new[] { ReplyOutcome.Acted, ReplyOutcome.Duplicate, ReplyOutcome.Duplicate }.Order());
        var view = (await Alert(id).GetAsync())!;
        (view.Round, view.Step).ShouldBe((1, 2));
        view.Timeline.Count(line => line.Text.StartsWith("Escalated by", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task UnclearTextThreeTimesAtOnce_HelpsOnce()
    {
        await AtOnceAsync(StorageNames.Phone, () => _cluster.Grains.GetGrain<IPhoneGrain>("+15550100999").ReceiveAsync("e-help", "what?"));

        // The help text leaves behind the answer, those of one moment in their order: another one shows that no second is on its way.
        await _cluster.Grains.GetGrain<IPhoneGrain>("+15550100998").ReceiveAsync("e-help-2", "what?");
        await World.Telephony.WaitForAsync<SendMessage>(1, static text => text.To == "+15550100998");
        World.Telephony.Commands.OfType<SendMessage>().Count(static text => text.To == "+15550100999").ShouldBe(1);
    }

    [Fact]
    public async Task CallAnnouncedThreeTimesAtOnce_IsAnsweredOnce()
    {
        var words = new CallStory();
        var announced = words.Heard(InboundCallEventKind.Initiated);

        await AtOnceAsync(StorageNames.Call, () => ToldAsync(announced));
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await ToldAsync(words.Heard(InboundCallEventKind.Hangup, "normal_clearing"));

        World.Telephony.Commands.OfType<AnswerCall>().Count().ShouldBe(1);
        (await _cluster.Grains.Call(CallStory.Id).GetAsync())!.Timeline.Count(line => line.Kind == "announced").ShouldBe(1);

        async Task<bool> ToldAsync(InboundCallEvent heard)
        {
            await _cluster.Grains.Call(CallStory.Id).OnEventAsync(heard);
            return true;
        }
    }

    private async Task<T[]> AtOnceAsync<T>(string stateName, Func<Task<T>> tell)
    {
        World.Store.HeldWrites = (stateName, _stored.Task);
        var told = new[] { tell(), tell(), tell() };
        told.ShouldAllBe(one => !one.IsCompleted);
        _stored.SetResult();
        return await Task.WhenAll(told).WaitAsync(Patience);
    }

    /// <summary>An alert whose first step has left, and the code texted for it.</summary>
    private async Task<(string Id, string Code)> PagedAsync()
    {
        var id = AlertId.New(World.Clock.Now);
        await Alert(id).OpenAsync(Story.Report(Severity.Medium));
        await World.Telephony.WaitForAsync<Dial>(1);
        await World.Telephony.WaitForAsync<SendMessage>(1);
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        while (World.Store.Alerts().Single().Owed.Any())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, "the results of both pages are stored");
            await pause.WaitForNextTickAsync();
        }

        return (id, (await Alert(id).GetAsync())!.Attempts.First(attempt => attempt.ReplyCode is not null).ReplyCode!);
    }

    private IAlertGrain Alert(string id) => _cluster.Grains.GetGrain<IAlertGrain>(id);
}
