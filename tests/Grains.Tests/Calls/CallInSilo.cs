using FleetActors.Cluster;
using FleetActors.Dispatch;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>What tests of one call in a silo have in common: the world around it, and how its story is told.</summary>
public abstract class CallInSilo : IAsyncLifetime
{
    protected const string Id = CallStory.Id;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private protected CallStory Words { get; } = new();

    private protected FleetCluster Cluster { get; private set; } = null!;

    private protected World World => Cluster.World;

    protected ICallGrain Call => Cluster.Grains.Call(Id);

    protected IDispatchQueueGrain Queue => Cluster.Grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue);

    public async Task InitializeAsync() => Cluster = await FleetCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    protected static AudioFormat Pcmu { get; } = new(AudioEncoding.Pcmu, 8000, 1);

    /// <summary>Frames of 20 ms of a loud square wave.</summary>
    protected static AudioBatch Tone(string streamId, long from, int frames, long dropped = 0) => new(
        streamId,
        [.. Enumerable.Range(0, frames).Select(n => new AudioFrame(from + n, (from + n) * 20, [.. Enumerable.Range(0, 160).Select(i => i % 8 < 4 ? (byte)0x10 : (byte)0x90)]))],
        dropped);

    protected string Token() => World.Telephony.Commands.OfType<AnswerCall>().Last().Stream!.Url.Split("token=")[1];

    protected Task EventAsync(InboundCallEventKind kind, string? detail = null) => Call.OnEventAsync(Words.Heard(kind, detail) with { OccurredAt = World.Clock.Now });

    protected async Task AnsweredAsync()
    {
        await EventAsync(InboundCallEventKind.Initiated);
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await EventAsync(InboundCallEventKind.Answered);
        await World.Telephony.WaitForAsync<Speak>(1);
    }

    protected async Task<SoundPlace> StreamingAsync(string streamId)
    {
        await AnsweredAsync();
        return await OpenAsync(streamId);
    }

    /// <summary>Opens a stream, or tells of one that goes on; gives where it stands.</summary>
    protected async Task<SoundPlace> OpenAsync(string streamId, SoundPlace? place = null, string? token = null, TimeSpan heldBack = default)
    {
        var opening = await Call.OpenStreamAsync(new StreamStart(streamId, token ?? Token(), CallStory.Leg, Pcmu, place, heldBack));
        (opening.Accepted, opening.Reason).ShouldBe((true, null));
        return opening.Place.ShouldNotBeNull();
    }

    /// <summary>Sends a tone that is taken; gives where the stream stands then.</summary>
    protected async Task<SoundPlace> HearAsync(string streamId, long from, int frames, long dropped = 0)
    {
        var reply = await Call.AcceptAudioAsync(Tone(streamId, from, frames, dropped));
        (reply.Accepted, reply.Reason).ShouldBe((true, null));
        return reply.Place.ShouldNotBeNull();
    }

    /// <param name="wait">How long ago, in seconds; a stream that nobody closed is waited for ten.</param>
    protected async Task HangUpAsync(int wait = 11)
    {
        await EventAsync(InboundCallEventKind.Hangup, "normal_clearing");
        World.Clock.Advance(TimeSpan.FromSeconds(wait));
    }

    /// <summary>In good order: what was heard is kept, what was taken is recorded.</summary>
    protected async Task RestartAsync()
    {
        var world = World;
        await Cluster.DisposeAsync();
        Cluster = await FleetCluster.StartAsync(world);
    }

    /// <summary>Without warning: nothing is kept any more, and the recording ends after so many samples.</summary>
    protected async Task DieAsync(int recorded)
    {
        World.Store.FailNextWrites(int.MaxValue);
        await RestartAsync();
        World.Store.FailNextWrites(0);
        World.Recordings.CutOff(Id, recorded);
    }

    private protected async Task<CallPacket> PacketAsync(TimeSpan? step = null)
    {
        await UntilAsync("the packet is queued", () =>
        {
            World.Clock.Advance(step ?? TimeSpan.Zero);
            return World.Store.Calls().Single() is { Packet: not null } call && call.Owed.All(effect => effect.Kind != CallEffectKind.Queue);
        });
        return (await Call.GetPacketAsync())!;
    }

    protected static async Task UntilAsync(string what, Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited in vain until {what}.");
            }

            await pause.WaitForNextTickAsync();
        }
    }
}
