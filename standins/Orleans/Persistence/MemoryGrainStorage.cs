using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>States as bytes in memory, so that what is read is never the object that was written.</summary>
internal sealed class MemoryGrainStorage(IGrainStorageSerializer serializer) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), Record> _records = new();

    private long _lastEtag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            grainState.State = serializer.Deserialize<T>(record.Data) ?? StateActivator<T>.Create();
            grainState.ETag = record.Etag;
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var record = new Record(
            serializer.Serialize(grainState.State), Interlocked.Increment(ref _lastEtag).ToString(CultureInfo.InvariantCulture));
        var written = grainState.ETag is null
            ? _records.TryAdd(key, record)
            : _records.TryGetValue(key, out var old) && old.Etag == grainState.ETag && _records.TryUpdate(key, record, old);
        if (!written)
        {
            return Task.FromException(Mismatch(key, grainState.ETag));
        }

        grainState.ETag = record.Etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var exists = _records.TryGetValue(key, out var old);
        if (exists && (old!.Etag != grainState.ETag || !_records.TryRemove(KeyValuePair.Create(key, old))))
        {
            return Task.FromException(Mismatch(key, grainState.ETag));
        }

        Reset(grainState);
        return Task.CompletedTask;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = StateActivator<T>.Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private InconsistentStateException Mismatch((string State, GrainId Grain) key, string? etag)
    {
        var stored = _records.TryGetValue(key, out var record) ? record.Etag : null;
        return new InconsistentStateException($"State {key.State} of {key.Grain} was changed by another writer.", stored, etag);
    }

    private sealed record Record(BinaryData Data, string Etag);
}
