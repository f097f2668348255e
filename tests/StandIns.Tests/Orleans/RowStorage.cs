using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace FleetActors.StandIns.Grains;

/// <summary>A store whose rows and failures a test controls.</summary>
internal sealed class RowStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (string Json, int Version)> _rows = new();

    public int Writes { get; private set; }

    /// <summary>Thrown by the next write, once.</summary>
    public Exception? NextFailure { get; set; }

    /// <summary>As if another writer had changed the row.</summary>
    public void Overwrite<T>(string state, GrainId grain, T value)
        => _rows.AddOrUpdate((state, grain), (JsonSerializer.Serialize(value), 1), (_, row) => (JsonSerializer.Serialize(value), row.Version + 1));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId), out var row))
        {
            grainState.State = JsonSerializer.Deserialize<T>(row.Json);
            grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var json = JsonSerializer.Serialize(grainState.State);
        await Task.Yield();
        Writes++;
        if (NextFailure is { } failure)
        {
            NextFailure = null;
            throw failure;
        }

        var version = Check(stateName, grainId, grainState.ETag) + 1;
        _rows[(stateName, grainId)] = (json, version);
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check(stateName, grainId, grainState.ETag);
        _rows.TryRemove((stateName, grainId), out _);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private int Check(string stateName, GrainId grainId, string? etag)
    {
        var stored = _rows.TryGetValue((stateName, grainId), out var row) ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
        return stored == etag ? row.Version : throw new InconsistentStateException("The row was changed.", stored, etag);
    }
}
