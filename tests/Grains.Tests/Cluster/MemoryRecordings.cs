using System.Collections.Concurrent;
using FleetActors.Calls;

namespace FleetActors.Cluster;

/// <summary>Recordings in memory that outlive a cluster; a stream of them is the bare samples.</summary>
internal sealed class MemoryRecordings : IRecordingStore
{
    private readonly ConcurrentDictionary<string, List<short>> _recordings = new(StringComparer.Ordinal);
    private int _open;
    private int _mostOpen;
    private int _opened;

    /// <summary>The next appends fail as if the disk were full.</summary>
    public bool IsFull { get; set; }

    /// <summary>Nothing can be opened for writing, as if the store were away.</summary>
    public bool IsAway { get; set; }

    /// <summary>Appends wait for it, as if the store stood still.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    /// <summary>Openings wait for it.</summary>
    public Task Opening { get; set; } = Task.CompletedTask;

    /// <summary>Writers that are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How often a writer was opened.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>The most writers that were open at the same time.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    /// <summary>What a process that died had not written yet is gone.</summary>
    public void CutOff(string callId, int samples)
    {
        if (_recordings.TryGetValue(callId, out var recording) && recording.Count > samples)
        {
            recording.RemoveRange(samples, recording.Count - samples);
        }
    }

    public IReadOnlyList<short> Of(string callId) => _recordings.TryGetValue(callId, out var samples) ? [.. samples] : [];

    public async Task<IRecordingWriter> OpenAsync(string callId, CancellationToken cancellationToken)
    {
        await Opening;
        if (IsAway)
        {
            throw new RecordingException("The recording cannot be written: the store is away.");
        }

        Interlocked.Increment(ref _opened);
        _mostOpen = Math.Max(_mostOpen, Interlocked.Increment(ref _open));
        return new Writer(this, _recordings.GetOrAdd(callId, _ => []));
    }

    public Task<Stream?> OpenReadAsync(string callId, CancellationToken cancellationToken) => Task.FromResult<Stream?>(
        _recordings.TryGetValue(callId, out var samples) ? new MemoryStream(new byte[samples.Count * 2]) : null);

    public Task<RecordingInfo?> FindAsync(string callId, CancellationToken cancellationToken) => Task.FromResult(
        _recordings.TryGetValue(callId, out var samples) && samples.Count > 0 ? new RecordingInfo(callId, samples.Count, default) : null);

    private sealed class Writer(MemoryRecordings store, List<short> samples) : IRecordingWriter
    {
        private int _isClosed;

        public long Samples => samples.Count;

        public long Written => samples.Count;

        public async ValueTask AppendAsync(ReadOnlyMemory<short> more, CancellationToken cancellationToken)
        {
            await store.Ready;
            if (store.IsFull)
            {
                throw new RecordingException("The recording cannot be written: no space left.", new IOException());
            }

            samples.AddRange(more.Span);
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            {
                Interlocked.Decrement(ref store._open);
            }

            return ValueTask.CompletedTask;
        }
    }
}
