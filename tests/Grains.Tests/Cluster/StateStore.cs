using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Devices;
using FleetActors.Directory;
using FleetActors.Fleets;
using FleetActors.OnCall;
using FleetActors.Recovery;
using FleetActors.Storage;
using Orleans.Storage;

namespace FleetActors.Cluster;

/// <summary>
/// Storage in memory that keeps JSON as the real one does, with etags, the unique dedup key and the indexes; writes can be made to fail.
/// Outlives a cluster, so a test can stop one and start another on the same data.
/// </summary>
internal sealed class StateStore : IGrainStorage, IAlertIndex, IDeviceIndex, ICallIndex, IPhoneIndex, IOnCallIndex
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, (byte[] Json, int Version)> _rows = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _writeFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failures;

    /// <summary>How many writes were stored.</summary>
    public int Writes { get; private set; }

    /// <summary>The name of each state that was read, in order.</summary>
    public ConcurrentQueue<string> Reads { get; } = [];

    /// <summary>A state of this name is read once this is done.</summary>
    public (string StateName, Task Until)? HeldReads { get; set; }

    /// <summary>A state of this name is written once this is done: storage is slow.</summary>
    public (string StateName, Task Until)? HeldWrites { get; set; }

    /// <summary>Done once a write was made to fail.</summary>
    public Task WriteFailed => _writeFailed.Task;

    /// <summary>The next writes fail as if the disk were full.</summary>
    public void FailNextWrites(int count) => Volatile.Write(ref _failures, count);

    /// <summary>Writes of these states fail; null for none.</summary>
    public Func<object?, bool>? FailWhen { get; set; }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Reads.Enqueue(stateName);
        if (HeldReads is { } held && held.StateName == stateName)
        {
            await held.Until;
        }

        if (_rows.TryGetValue(Key(stateName, grainId), out var row))
        {
            grainState.State = JsonSerializer.Deserialize<T>(row.Json, StateJson.Options)!;
            grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => WriteStateAsync(stateName, grainId, grainState, static () => { });

    /// <param name="taken">Told in the moment in which the write is taken, before any other can be.</param>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, Action taken)
    {
        if (Interlocked.Decrement(ref _failures) >= 0 || FailWhen?.Invoke(grainState.State) == true)
        {
            _writeFailed.TrySetResult();
            throw new IOException("database or disk is full");
        }

        if (HeldWrites is { } held && held.StateName == stateName)
        {
            return WriteLaterAsync(held.Until);
        }

        Write(stateName, grainId, grainState, taken);
        return Task.CompletedTask;

        async Task WriteLaterAsync(Task until)
        {
            await until;
            Write(stateName, grainId, grainState, taken);
        }
    }

    private void Write<T>(string stateName, GrainId grainId, IGrainState<T> grainState, Action taken)
    {
        var key = Key(stateName, grainId);
        var json = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StateJson.Options);
        lock (_gate)
        {
            var stored = _rows.TryGetValue(key, out var row) ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
            if (stored != grainState.ETag)
            {
                throw new InconsistentStateException("Version conflict", stored ?? "", grainState.ETag ?? "");
            }

            if (grainState.State is AlertState { Status: not AlertStatus.Resolved, Report.DedupKey: { } dedup } alert
                && Alerts().Any(other => other.AlertId != alert.AlertId && other.Report?.DedupKey == dedup && other.Status != AlertStatus.Resolved))
            {
                throw new IOException("UNIQUE constraint failed: alert_index.dedup_key");
            }

            var version = row.Version + 1;
            taken();
            _rows[key] = (json, version);
            Writes++;
            grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove(Key(stateName, grainId), out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    /// <summary>Changes what is stored as another release would have written it: nobody who has read it notices.</summary>
    /// <returns>What is stored then.</returns>
    public JsonObject Edit(string stateName, GrainId grainId, Action<JsonObject> edit)
    {
        lock (_gate)
        {
            var (json, version) = _rows[Key(stateName, grainId)];
            var state = JsonNode.Parse(json)!.AsObject();
            edit(state);
            _rows[Key(stateName, grainId)] = (JsonSerializer.SerializeToUtf8Bytes(state), version);
            return state;
        }
    }

    public IEnumerable<AlertState> Alerts() => Of<AlertState>(StorageNames.Alert);

    public Task<AlertIndexPage> ListAsync(AlertIndexQuery query, CancellationToken cancellationToken)
    {
        var found = Alerts().Where(alert => query.Status is null || alert.Status == query.Status)
            .OrderByDescending(alert => alert.AlertId, StringComparer.Ordinal).ToList();
        var page = found.Where(alert => query.BeforeId is null || string.CompareOrdinal(alert.AlertId, query.BeforeId) < 0).Take(query.Limit).Select(alert => new ReadOnlyMemory<byte>(JsonSerializer.SerializeToUtf8Bytes(alert, StateJson.Options)));
        return Task.FromResult(new AlertIndexPage([.. page], found.Count));
    }

    public Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Alerts().Where(alert => AlertDue.WakeAt(alert) <= now).Select(alert => alert.AlertId).Take(limit)]);

    public Task<IReadOnlyList<string>> OwingAsync(SweepShare share, string? afterId, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. Alerts().Where(alert => alert.Owed.Length > 0 && string.CompareOrdinal(alert.AlertId, afterId) > 0)
                .Select(alert => alert.AlertId).Order(StringComparer.Ordinal).Take(limit),
        ]);

    public Task<string?> FindOpenByDedupKeyAsync(string dedupKey, CancellationToken cancellationToken) =>
        Task.FromResult(Alerts().FirstOrDefault(alert => alert.Status != AlertStatus.Resolved && alert.Report?.DedupKey == dedupKey)?.AlertId);

    public Task<IReadOnlyList<OpenPage>> OpenPagesAsync(string number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OpenPage>>(
        [
            .. Alerts().Where(alert => alert.Status != AlertStatus.Resolved)
                .SelectMany(alert => alert.Index.Pages.Where(page => page.Number == number && page.Code.Length > 0).Select(page => new OpenPage(page.Code, alert.AlertId))),
        ]);

    /// <summary>Questions for open alerts, each with the owners that it named.</summary>
    public ConcurrentQueue<IReadOnlyList<AlertOwner>> AskedForOpen { get; } = [];

    public Task<IReadOnlyList<OwnedAlert>> OpenOfAsync(IReadOnlyList<AlertOwner> owners, int limit, CancellationToken cancellationToken)
    {
        AskedForOpen.Enqueue(owners);
        return Task.FromResult<IReadOnlyList<OwnedAlert>>([.. owners.SelectMany(owner => Open(alert => IsOf(alert, owner)).Take(limit).Select(alert => new OwnedAlert(owner, alert.AlertId, alert.Classification.Severity)))]);
    }

    /// <summary>Whose a number is, is told once this is done; the limit of who asks is not heeded.</summary>
    public Task PhonesReady { get; set; } = Task.CompletedTask;

    /// <summary>How often it was asked whose a number is.</summary>
    public int PhonesAsked { get; private set; }

    async Task<PhoneOwners> IPhoneIndex.FindAsync(string number, CancellationToken cancellationToken)
    {
        PhonesAsked++;
        await PhonesReady;
        var devices = Of<DeviceState>(StorageNames.Device).Where(device => device.Phone == number).Select(device => device.DeviceId).Order(StringComparer.Ordinal).ToList();
        return new PhoneOwners(
            [.. devices.OrderByDescending(id => Open(alert => alert.Report?.DeviceId == id).Select(alert => (int)alert.Classification.Severity).FirstOrDefault()).Take(PhoneOwners.Most)],
            [.. Keys(StorageNames.FleetProfile).Where(row => Read<FleetState>(row).Profile?.Phone == number).Select(row => row[(row.LastIndexOf('/') + 1)..])],
            [.. Of<ContactState>(StorageNames.Contact).Where(contact => contact.Contact!.Numbers.Contains(number)).Select(contact => contact.Contact!.Id)],
            HasMore: devices.Count > PhoneOwners.Most);
    }

    Task<IReadOnlyList<string>> IOnCallIndex.PolicyIdsAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. Of<PolicyState>(StorageNames.Policy).Select(policy => policy.Policy!.Id).Order(StringComparer.Ordinal).Take(limit)]);

    private IEnumerable<AlertState> Open(Func<AlertState, bool> which) =>
        Alerts().Where(alert => alert.Status is not (AlertStatus.Resolved or AlertStatus.Suppressed) && which(alert))
            .OrderByDescending(alert => alert.Classification.Severity).ThenByDescending(alert => alert.AlertId, StringComparer.Ordinal);

    private static bool IsOf(AlertState alert, AlertOwner owner) => owner.Kind switch
    {
        AlertOwnerKind.Device => alert.Report?.DeviceId == owner.Id,
        AlertOwnerKind.Fleet => (alert.Report?.FleetId ?? FleetId.Default) == owner.Id,
        AlertOwnerKind.Number => alert.Index.Pages.Any(page => page.Number == owner.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, null),
    };

    public Task<AlertCounts> CountAsync(CancellationToken cancellationToken)
    {
        var all = Alerts().ToList();
        return Task.FromResult(new AlertCounts(
            all.Count, all.Count(alert => alert.Status is not (AlertStatus.Resolved or AlertStatus.Suppressed))));
    }

    Task<IReadOnlyList<string>> IDeviceIndex.OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    Task<IReadOnlyList<DeviceIndexRow>> IDeviceIndex.ListAsync(string? fleetId, int limit, string? afterId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeviceIndexRow>>([]);

    Task IDeviceIndex.SaveLastSeenAsync(IReadOnlyCollection<DeviceSeen> seen, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All calls, oldest first.</summary>
    public IEnumerable<CallState> Calls() => Of<CallState>(StorageNames.Call).OrderBy(call => call.StartedAt);

    Task<IReadOnlyList<string>> ICallIndex.LiveAsync(DateTimeOffset endedAfter, int limit, CancellationToken cancellationToken) =>
        Ids(Calls().Where(call => call.EndedAt is null || call.EndedAt > endedAfter), limit);

    Task<CallIndexPage> ICallIndex.ListAsync(CallStatus? status, int limit, string? beforeId, CancellationToken cancellationToken)
    {
        var found = Calls().Where(call => status is null || call.Status == status).Reverse().ToList();
        var page = beforeId is null ? found : found.SkipWhile(call => call.CallId != beforeId).Skip(1);
        return Task.FromResult(new CallIndexPage([.. page.Take(limit).Select(call => call.CallId)], found.Count));
    }

    Task<IReadOnlyList<string>> ICallIndex.OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Ids(Calls().Where(call => call.Index.WakeAt <= now.ToUnixTimeMilliseconds()), limit);

    Task<IReadOnlyList<string>> ICallIndex.UnfinishedAsync(SweepShare share, string? afterId, int limit, CancellationToken cancellationToken) =>
        Ids(Calls().Where(call => (call.EndedAt is null || call.Owed.Length > 0) && string.CompareOrdinal(call.CallId, afterId) > 0), limit);

    private static Task<IReadOnlyList<string>> Ids(IEnumerable<CallState> calls, int limit) =>
        Task.FromResult<IReadOnlyList<string>>([.. calls.Select(call => call.CallId).Take(limit)]);

    private IEnumerable<T> Of<T>(string stateName) =>
        _rows.Where(row => row.Key.StartsWith(stateName + "|", StringComparison.Ordinal))
            .Select(row => JsonSerializer.Deserialize<T>(row.Value.Json, StateJson.Options)!);

    private IEnumerable<string> Keys(string stateName) => _rows.Keys.Where(key => key.StartsWith(stateName + "|", StringComparison.Ordinal));

    private T Read<T>(string key) => JsonSerializer.Deserialize<T>(_rows[key].Json, StateJson.Options)!;

    private static string Key(string stateName, GrainId grainId) => $"{stateName}|{grainId}";
}
