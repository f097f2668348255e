using System.Collections.Concurrent;
using FleetActors.Calls;

namespace FleetActors.Cluster;

/// <summary>Recordings in memory that outlive a cluster; a stream of them is the bare samples.</summary>
internal sealed class MemoryRecordings : IRecordingStore
{
    private readonly ConcurrentDictionary<string, List<short>> _recordings = new(StringComparer.Ordinal);

    /// <summary>The next appends fail as if the disk were full.</summary>
    public bool IsFull { get; set; }

    /// <summary>Nothing can be opened for writing, as if the store were away.</summary>
    public bool IsAway { get; set; }

    /// <summary>Appends wait for it, as if the store stood still.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public IReadOnlyList<short> Of(string callId) => _recordings.TryGetValue(callId, out var samples) ? [.. samples] : [];

    public Task<IRecordingWriter> OpenAsync(string callId, CancellationToken cancellationToken) => IsAway
        ? Task.FromException<IRecordingWriter>(new RecordingException("The recording cannot be written: the store is away."))
        : Task.FromResult<IRecordingWriter>(new Writer(this, _recordings.GetOrAdd(callId, _ => [])));

    public Task<Stream?> OpenReadAsync(string callId, CancellationToken cancellationToken) => Task.FromResult<Stream?>(
        _recordings.TryGetValue(callId, out var samples) ? new MemoryStream(new byte[samples.Count * 2]) : null);

    public Task<RecordingInfo?> FindAsync(string callId, CancellationToken cancellationToken) => Task.FromResult(
        _recordings.TryGetValue(callId, out var samples) && samples.Count > 0 ? new RecordingInfo(callId, samples.Count, default) : null);

    private sealed class Writer(MemoryRecordings store, List<short> samples) : IRecordingWriter
    {
        public long Samples => samples.Count;

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

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
