using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace FleetActors.Storage.Sqlite;

/// <summary>Grain states in the SQLite file, in the rows that Orleans' own provider keeps; many grains' writes share a commit. A clear removes the row.</summary>
internal sealed class SqliteGrainStorage(SqliteStore store, IGrainStorageSerializer serializer, string serviceId) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly string[] Key =
        ["@GrainIdHash", "@GrainIdN0", "@GrainIdN1", "@GrainTypeHash", "@GrainTypeString", "@GrainIdExtensionString", "@ServiceId"];

    private readonly ConcurrentDictionary<string, object> _typeHashes = new(StringComparer.Ordinal);
    private Statements? _statements;

    private Statements Stored => _statements ?? throw new InvalidOperationException("Grain storage is used before the silo has started it.");

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(SqliteGrainStorage), ServiceLifecycleStage.ApplicationServices, StartAsync);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var rows = await store.ReadAsync(Stored.Read, Values(stateName, grainId, more: 0), Row);
        var (payload, version) = rows.Count == 0 ? default : rows[0];
        var state = payload is null ? default : serializer.Deserialize<T>(new BinaryData(payload));
        grainState.State = state ?? Activator.CreateInstance<T>();
        grainState.ETag = version;
        grainState.RecordExists = payload is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var values = Values(stateName, grainId, more: 2);
        values[^2] = VersionOf(grainState.ETag);
        values[^1] = Bytes(serializer.Serialize(grainState.State));
        grainState.ETag = await ChangeAsync(Stored.Write, values, "WriteState", stateName, grainId, grainState.ETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!grainState.RecordExists && string.IsNullOrWhiteSpace(grainState.ETag))
        {
            await ReadStateAsync(stateName, grainId, grainState);
            if (!grainState.RecordExists)
            {
                return;
            }
        }

        var values = Values(stateName, grainId, more: 1);
        values[^1] = VersionOf(grainState.ETag);
        await ChangeAsync(Stored.Delete, values, "ClearState", stateName, grainId, grainState.ETag);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
    }

    private async Task StartAsync(CancellationToken cancellationToken) => _statements = Statements.Of(await StoredStatements.LoadAsync(store));

    /// <summary>Makes the change and gives the version after it. No row, or the version that was there before: nothing was changed, somebody else has written.</summary>
    private async Task<string> ChangeAsync(SqliteStatement statement, object?[] values, string operation, string stateName, GrainId grainId, string? held)
    {
        var stored = Convert.ToString(await store.WriteAsync(statement, values), CultureInfo.InvariantCulture);
        return !string.IsNullOrEmpty(stored) && stored != held
            ? stored
            : throw new InconsistentStateException($"Version conflict ({operation}): ServiceId={serviceId} GrainType={stateName} GrainId={grainId.Key} ETag={held}.");
    }

    private object?[] Values(string stateName, GrainId grainId, int more)
    {
        var key = GrainKeyColumns.Of(grainId);
        var values = new object?[Key.Length + more];
        values[0] = key.Hash;
        values[1] = key.N0;
        values[2] = key.N1;
        values[3] = _typeHashes.GetOrAdd(stateName, static name => GrainKeyColumns.HashOf(name));
        values[4] = stateName;
        values[5] = key.Extension;
        values[6] = serviceId;
        return values;
    }

    private static (byte[]? Payload, string? Version) Row(SqliteDataReader row) =>
        (row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), Convert.ToString(row.GetValue(1), CultureInfo.InvariantCulture));

    private static int? VersionOf(string? etag) => string.IsNullOrWhiteSpace(etag) ? null : int.Parse(etag, CultureInfo.InvariantCulture);

    private static byte[] Bytes(BinaryData data) =>
        MemoryMarshal.TryGetArray(data.ToMemory(), out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? part.Array : data.ToArray();

    private sealed record Statements(SqliteStatement Read, SqliteStatement Write, SqliteStatement Delete)
    {
        public static Statements Of(StoredStatements stored) => new(
            stored.Find("ReadFromStorageKey", Key),
            stored.Find("WriteToStorageKey", [.. Key, "@GrainStateVersion", "@PayloadBinary"]),
            stored.Find("DeleteStorageKey", [.. Key, "@GrainStateVersion"]));
    }
}
