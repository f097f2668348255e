using FleetActors.Cluster;
using FleetActors.Devices;
using FleetActors.Fleets;
using FleetActors.OnCall;
using FleetActors.Storage;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>
/// A device's silo shuts down while the device raises an alert that asks it for its number: it takes no more questions, and ends only when its turn does,
/// which waits for the alert.
/// </summary>
public sealed class DeviceThatEndsTests : IAsyncLifetime
{
    private const string Button = "+15550100777";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DeviceRule Pressed = Rules.Above(0, name: "pressed", metric: "pressed");

    private FleetCluster _cluster = null!;
    private IGrainContext? _device;

    private World World => _cluster.World;

    private IDeviceGrain Device => _cluster.Grains.GetDevice("button-7");

    public async Task InitializeAsync()
    {
        _cluster = await FleetCluster.StartAsync(new World { BeforeCall = SeeAsync });
        (await Device.PutProfileAsync(new DeviceProfile("default", "Button 7", [], Button))).ShouldBeEmpty();
        (await _cluster.Grains.GetFleet("default").PutAsync(FleetProfile.BuiltIn with { Rules = [Pressed] })).ShouldBeEmpty();
        var step = new PolicyStep([], [Channel.Callback], [], TimeSpan.Zero, TimeSpan.FromMinutes(2));
        await _cluster.Grains.GetPolicy("medium").PutAsync(new EscalationPolicy("medium", "Test", [step], Rounds: 2, TimeSpan.FromMinutes(30)));
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Raise_TheDeviceTakesNoMoreQuestions_FailsSoonAndSucceedsWhenSentAgain()
    {
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        World.Store.HeldReads = (StorageNames.Alert, opening.Task);
        var batch = new ReadingBatch("default", [new Reading("pressed", MetricValue.Of(1), Reading.ServerTime, 0)]);
        var ingest = Device.IngestAsync(batch).AsTask();
        await UntilAsync("the alert opens", () => World.Store.Reads.Contains(StorageNames.Alert));

        _device!.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo shuts down."));
        opening.SetResult();
        await UntilAsync("the wait is over", () =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return ingest.IsCompleted;
        });

        (await Should.ThrowAsync<TimeoutException>(() => ingest)).Message.ShouldContain("Device button-7 has not told");
        World.Store.Alerts().ShouldBeEmpty("what is not stored is not half there");
        (await Device.IngestAsync(batch).AsTask().WaitAsync(Patience)).Alerts.Length.ShouldBe(1);
        (await World.Telephony.WaitForAsync<Dial>(1)).Single().To.ShouldBe(Button);
    }

    [Fact]
    public async Task Tick_TheDeviceCannotBeAsked_TheStepsPeopleArePagedAllTheSame()
    {
        var people = new PolicyStep(["on-call"], [Channel.Sms], [], TimeSpan.Zero, TimeSpan.FromMinutes(2));
        var button = new PolicyStep(["dispatcher"], [Channel.Callback, Channel.Sms], [], TimeSpan.Zero, TimeSpan.FromMinutes(2));
        await _cluster.Grains.GetPolicy("medium").PutAsync(new EscalationPolicy("medium", "Test", [people, button], Rounds: 2, TimeSpan.FromMinutes(30)));
        var id = AlertId.New(World.Clock.Now);
        var alert = _cluster.Grains.GetGrain<IAlertGrain>(id);
        await alert.OpenAsync(Story.Report(Severity.Medium) with { DeviceId = "button-7" });
        await World.Telephony.WaitForAsync<SendMessage>(1);
        await _cluster.DeactivateAsync(Device);
        World.Store.HeldReads = (StorageNames.Device, Task.FromException(new IOException("the device's row cannot be read")));

        World.Clock.Advance(TimeSpan.FromSeconds(121));
        await alert.WakeAsync();

        (await World.Telephony.WaitForAsync<SendMessage>(2)).ShouldContain(message => message.To == World.Dispatcher);
    }

    private Task SeeAsync(IIncomingGrainCallContext call)
    {
        if (call.InterfaceMethod.Name == nameof(IDeviceGrain.IngestAsync))
        {
            _device ??= call.TargetContext;
        }

        return Task.CompletedTask;
    }

    private static async Task UntilAsync(string what, Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        while (!holds())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, what);
            await pause.WaitForNextTickAsync();
        }
    }
}
