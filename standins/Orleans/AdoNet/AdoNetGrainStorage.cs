using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using Orleans.AdoNet;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Grain states in a SQL database, by the queries that it keeps for Orleans.</summary>
internal sealed class AdoNetGrainStorage(string name, AdoNetGrainStorageOptions options, IGrainStorageSerializer serializer, string serviceId)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly object Zero = 0L;

    private static readonly SqlParameterName[] Key =
    [
        new("GrainIdHash", DbType.Int32),
        new("GrainIdN0", DbType.Int64),
        new("GrainIdN1", DbType.Int64),
        new("GrainTypeHash", DbType.Int32),
        new("GrainTypeString", DbType.String),
        new("GrainIdExtensionString", DbType.String),
        new("ServiceId", DbType.String),
    ];

    private static readonly SqlParameterName Version = new("GrainStateVersion", DbType.Int32);

    private readonly ConcurrentDictionary<string, object> _typeHashes = new(StringComparer.Ordinal);

    private SqlStore? _store;
    private SqlQuery? _read;
    private SqlQuery? _write;
    private SqlQuery? _clear;

    private SqlStore Store => _store ?? throw new InvalidOperationException($"Storage provider \"{name}\" is used before the silo has started it.");

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(AdoNetGrainStorage)}-{name}", options.InitStage, InitAsync);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var rows = await Store.ReadAsync(_read!, KeyValues(stateName, grainId, 0), StoredState).ConfigureAwait(false);
        var (payload, version) = rows.Count == 0 ? default : rows[0];
        var state = payload is null ? default : serializer.Deserialize<T>(new BinaryData(payload));
        grainState.State = state ?? StateActivator<T>.Create();
        grainState.ETag = version;
        grainState.RecordExists = payload is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var values = KeyValues(stateName, grainId, 2);
        values[^2] = VersionOf(grainState.ETag);
        values[^1] = Bytes(serializer.Serialize(grainState.State));
        var version = Text(await Store.WriteAsync(_write!, values).ConfigureAwait(false));
        RequireChanged("WriteState", stateName, grainId, version, grainState.ETag);
        grainState.ETag = version;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!grainState.RecordExists && string.IsNullOrWhiteSpace(grainState.ETag))
        {
            await ReadStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
            if (!grainState.RecordExists)
            {
                return;
            }
        }

        var values = KeyValues(stateName, grainId, 1);
        values[^1] = VersionOf(grainState.ETag);
        var version = Text(await Store.WriteAsync(_clear!, values).ConfigureAwait(false));
        RequireChanged("ClearState", stateName, grainId, version, grainState.ETag);
        grainState.ETag = options.DeleteStateOnClear ? null : version;
        grainState.RecordExists = false;
        grainState.State = StateActivator<T>.Create();
    }

    private async Task InitAsync(CancellationToken cancellationToken)
    {
        _store ??= new SqlStore(options.Invariant, options.ConnectionString!);
        var queries = await StoredQueries.LoadAsync(_store).ConfigureAwait(false);
        _read = queries.Require("ReadFromStorageKey", Key);
        _write = queries.Require("WriteToStorageKey", [.. Key, Version, new("PayloadBinary", DbType.Binary)]);
        _clear = options.DeleteStateOnClear
            ? queries.Find("DeleteStorageKey", [.. Key, Version])
                ?? throw new ArgumentException($"{nameof(options.DeleteStateOnClear)}=true is not supported: the database has no query DeleteStorageKey.")
            : queries.Require("ClearStorageKey", [.. Key, Version]);
    }

    private object?[] KeyValues(string stateName, GrainId grainId, int more)
    {
        var key = GrainKeyColumns.Of(grainId);
        var values = new object?[Key.Length + more];
        values[0] = key.Hash;
        values[1] = key.N0 == 0 ? Zero : key.N0;
        values[2] = key.N1 == 0 ? Zero : key.N1;
        values[3] = _typeHashes.GetOrAdd(stateName, static name => GrainKeyColumns.HashOf(name));
        values[4] = stateName;
        values[5] = key.Extension;
        values[6] = serviceId;
        return values;
    }

    private static (byte[]? Payload, string? Version) StoredState(DbDataReader row)
    {
        var payload = row.GetOrdinal("PayloadBinary");
        var version = row.GetOrdinal("Version");
        return (row.IsDBNull(payload) ? null : row.GetFieldValue<byte[]>(payload), row.IsDBNull(version) ? null : Text(row.GetValue(version)));
    }

    /// <summary>No row, or the version that was there before: nothing was changed, somebody else has written.</summary>
    private void RequireChanged(string operation, string stateName, GrainId grainId, string? stored, string? held)
    {
        if (stored is null || stored == held)
        {
            throw new InconsistentStateException(
                $"Version conflict ({operation}): ServiceId={serviceId} ProviderName={name} GrainType={stateName} GrainId={grainId.Key} ETag={held}.");
        }
    }

    private static int? VersionOf(string? etag) => string.IsNullOrWhiteSpace(etag) ? null : int.Parse(etag, CultureInfo.InvariantCulture);

    private static string? Text(object? version) => version is null ? null : Convert.ToString(version, CultureInfo.InvariantCulture);

    private static byte[] Bytes(BinaryData data) =>
        MemoryMarshal.TryGetArray(data.ToMemory(), out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? part.Array : data.ToArray();
}
