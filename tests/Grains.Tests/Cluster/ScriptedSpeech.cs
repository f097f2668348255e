using System.Collections.Concurrent;
using FleetActors.Calls;

namespace FleetActors.Cluster;

/// <summary>A recogniser whose words the test speaks.</summary>
internal sealed class ScriptedSpeech : ISpeechToText
{
    private readonly ConcurrentQueue<Session> _sessions = new();

    public bool IsEnabled { get; set; }

    /// <summary>Sessions started, in order.</summary>
    public IReadOnlyList<Session> Sessions => [.. _sessions];

    public ISpeechSession Start(SpeechStart start, ISpeechSink sink)
    {
        var session = new Session(start, sink);
        _sessions.Enqueue(session);
        return session;
    }

    internal sealed class Session(SpeechStart start, ISpeechSink sink) : ISpeechSession
    {
        private int _bytes;

        public SpeechStart Start { get; } = start;

        /// <summary>Bytes of sound sent.</summary>
        public int Bytes => Volatile.Read(ref _bytes);

        /// <summary>Told when the session is finished, before it ends.</summary>
        public List<SpeechEvent> LastWords { get; } = [];

        public void Send(ReadOnlySpan<byte> audio) => Interlocked.Add(ref _bytes, audio.Length);

        public Task HearAsync(SpeechEvent happened) => sink.DeliverAsync(happened);

        public async Task FinishAsync(CancellationToken cancellationToken)
        {
            foreach (var happened in LastWords)
            {
                await sink.DeliverAsync(happened);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>A pass over the recording that finds what the test says.</summary>
internal sealed class ScriptedTranscriber : IBatchTranscriber
{
    public bool IsEnabled { get; set; }

    public Func<int, BatchTranscript> Answer { get; set; } = static _ => BatchTranscript.Failed("no script", canRetry: false);

    public int Asked { get; private set; }

    public Task<BatchTranscript> TranscribeAsync(Stream recording, CancellationToken cancellationToken) => Task.FromResult(Answer(++Asked));
}
