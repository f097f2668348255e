using System.Collections.Concurrent;
using System.Reflection;
using System.Threading.Channels;
using FleetActors.Calls;

namespace FleetActors.Support;

/// <summary>A call that records what a media socket tells it and answers as the test says.</summary>
public class FakeCall : DispatchProxy
{
    public const string Token = "0123456789abcdef0123456789abcdef";

    private readonly Channel<StreamClose> _closes = Channel.CreateUnbounded<StreamClose>();

    public ConcurrentQueue<StreamStart> Starts { get; } = new();

    public ConcurrentQueue<InboundCallEvent> Events { get; } = new();

    public ConcurrentQueue<AudioBatch> Batches { get; } = new();

    public Func<StreamStart, Task<StreamOpening>> OnOpen { get; set; } = _ => Task.FromResult(StreamOpening.Welcome);

    public Func<AudioBatch, ValueTask<AudioReply>> OnAudio { get; set; } = _ => ValueTask.FromResult(AudioReply.Taken);

    public Func<string, Task<StreamOpening>> OnCheck { get; set; } =
        token => Task.FromResult(token == Token ? StreamOpening.Welcome : StreamOpening.WrongToken);

    /// <summary>As the code under test sees it.</summary>
    public ICallGrain Grain => (ICallGrain)(object)this;

    /// <summary>Frames taken, in the order of their coming.</summary>
    public IReadOnlyList<AudioFrame> Frames => [.. Batches.SelectMany(batch => batch.Frames)];

    public static FakeCall Create() => (FakeCall)(object)Create<ICallGrain, FakeCall>();

    /// <summary>Waits for the next stream that ends.</summary>
    public async Task<StreamClose> ClosedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _closes.Reader.ReadAsync(patience.Token);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, args) switch
    {
        (nameof(ICallGrain.CheckTokenAsync), [string token]) => OnCheck(token),
        (nameof(ICallGrain.OnEventAsync), [InboundCallEvent inboundEvent]) => Hear(inboundEvent),
        (nameof(ICallGrain.OpenStreamAsync), [StreamStart start]) => Open(start),
        (nameof(ICallGrain.AcceptAudioAsync), [AudioBatch batch]) => new ValueTask<AudioReply>(AcceptAsync(batch)),
        (nameof(ICallGrain.CloseStreamAsync), [StreamClose close]) => Close(close),
        (var method, _) => throw new NotSupportedException($"The test's call has no {method}."),
    };

    private Task Hear(InboundCallEvent inboundEvent)
    {
        Events.Enqueue(inboundEvent);
        return Task.CompletedTask;
    }

    private Task<StreamOpening> Open(StreamStart start)
    {
        Starts.Enqueue(start);
        return OnOpen(start);
    }

    private async Task<AudioReply> AcceptAsync(AudioBatch batch)
    {
        var reply = await OnAudio(batch);
        if (reply.Accepted && batch.Frames.Length > 0)
        {
            Batches.Enqueue(batch);
        }

        return reply;
    }

    private Task Close(StreamClose close)
    {
        _closes.Writer.TryWrite(close).ShouldBeTrue();
        return Task.CompletedTask;
    }
}
