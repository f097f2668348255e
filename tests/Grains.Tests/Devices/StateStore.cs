using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using FleetActors.Storage;
using Orleans.Storage;

namespace FleetActors.Devices;

/// <summary>Grain storage in memory that outlives the silo, writes the bytes the product would write, counts, and fails when told to.</summary>
internal sealed class StateStore : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (byte[] Json, int Version)> _rows = new(StringComparer.Ordinal);
    private int _writes;
    private Exception? _failure;

    /// <summary>How many writes were done.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>From now on every write fails with this; null: they work again.</summary>
    public void FailWrites(Exception? failure) => Volatile.Write(ref _failure, failure);

    /// <summary>The stored JSON, or null.</summary>
    public JsonElement? Find(string stateName, IAddressable grain) =>
        _rows.TryGetValue(Key(stateName, grain.GetGrainId()), out var row) ? JsonElement.Parse(row.Json) : null;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var exists = _rows.TryGetValue(Key(stateName, grainId), out var row);
        grainState.RecordExists = exists;
        grainState.ETag = exists ? row.Version.ToString(CultureInfo.InvariantCulture) : null!;
        grainState.State = exists ? JsonSerializer.Deserialize<T>(row.Json, StateJson.Options)! : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            return Task.FromException(failure);
        }

        var row = _rows.AddOrUpdate(
            Key(stateName, grainId),
            _ => (JsonSerializer.SerializeToUtf8Bytes(grainState.State, StateJson.Options), 1),
            (_, old) => (JsonSerializer.SerializeToUtf8Bytes(grainState.State, StateJson.Options), old.Version + 1));
        grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
        Interlocked.Increment(ref _writes);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove(Key(stateName, grainId), out _);
        grainState.RecordExists = false;
        grainState.ETag = null!;
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName}|{grainId.Key}";
}
