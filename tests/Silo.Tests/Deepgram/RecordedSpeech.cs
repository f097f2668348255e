using System.Threading.Channels;
using FleetActors.Calls;

namespace FleetActors.Deepgram;

/// <summary>Keeps what a session told, in order.</summary>
internal sealed class RecordedSpeech : ISpeechSink
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Channel<SpeechEvent> _events = Channel.CreateUnbounded<SpeechEvent>();

    /// <summary>Called for every event before it is kept; may throw.</summary>
    public Action<SpeechEvent> OnDeliver { get; set; } = static _ => { };

    public Task DeliverAsync(SpeechEvent happened)
    {
        OnDeliver(happened);
        return _events.Writer.WriteAsync(happened).AsTask();
    }

    public async Task<SpeechEvent> NextAsync() => await _events.Reader.ReadAsync().AsTask().WaitAsync(Limit, TimeProvider.System);

    public async Task<T> NextAsync<T>()
        where T : SpeechEvent => (await NextAsync()).ShouldBeOfType<T>();

    /// <summary>Everything up to the end.</summary>
    public async Task<IReadOnlyList<SpeechEvent>> RestAsync()
    {
        var events = new List<SpeechEvent>();
        do
        {
            events.Add(await NextAsync());
        }
        while (events[^1] is not SpeechEnded);
        return events;
    }
}
