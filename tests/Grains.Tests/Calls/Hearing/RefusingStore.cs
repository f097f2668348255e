using System.Threading.Channels;

namespace FleetActors.Calls;

/// <summary>A store of one recording that can be away, take its time, or refuse; a second is written when it is whole, as real ones do.</summary>
internal sealed class RefusingStore : IRecordingStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<long> _appended = Channel.CreateUnbounded<long>();
    private readonly List<short> _waiting = [];
    private TaskCompletionSource? _still;

    /// <summary>What is safe.</summary>
    public List<short> Safe { get; } = [];

    /// <summary>It cannot be opened.</summary>
    public bool IsAway { get; set; }

    /// <summary>It takes what it is given, and cannot write it.</summary>
    public RecordingException? Refusal { get; set; }

    /// <summary>Writes tried.</summary>
    public int Tries { get; private set; }

    public int Opened { get; private set; }

    public bool IsClosed { get; private set; }

    private long Samples => Safe.Count + _waiting.Count;

    public void StandStill() => _still = new TaskCompletionSource();

    public void GoOn() => _still!.SetResult();

    /// <summary>Waits until so much was taken.</summary>
    public async Task WhenTakenAsync(int samples)
    {
        while (Samples < samples)
        {
            await _appended.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
    }

    public Task<IRecordingWriter> OpenAsync(string callId, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new RecordingException("The recording cannot be opened: away.", new IOException());
        }

        Opened++;
        return Task.FromResult<IRecordingWriter>(new Writer(this));
    }

    public Task<Stream?> OpenReadAsync(string callId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RecordingInfo?> FindAsync(string callId, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void Write()
    {
        Tries++;
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        Safe.AddRange(_waiting);
        _waiting.Clear();
    }

    private sealed class Writer(RefusingStore store) : IRecordingWriter
    {
        public long Samples => store.Samples;

        public long Written => store.Safe.Count;

        public async ValueTask AppendAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
        {
            await (store._still?.Task ?? Task.CompletedTask);
            WriteIfWhole();
            store._waiting.AddRange(samples.Span);
            store._appended.Writer.TryWrite(samples.Length);
            WriteIfWhole();
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            if (store._waiting.Count > 0)
            {
                store.Write();
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            store.IsClosed = true;
            return FlushAsync(CancellationToken.None);
        }

        private void WriteIfWhole()
        {
            if (store._waiting.Count >= 8000)
            {
                store.Write();
            }
        }
    }
}
