using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;

namespace FleetActors.Devices;

/// <summary>Alerts of rules, kept by the test: at most one unresolved alert for each rule of a device.</summary>
internal sealed class AlertDesk : IRuleAlerts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, string> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _resolvedAt = new(StringComparer.Ordinal);
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private int _last;
    private int _raises;
    private Exception? _failure;

    /// <summary>Alerts that are not resolved.</summary>
    public IReadOnlyCollection<string> Open => [.. _open.Values.Order(StringComparer.Ordinal)];

    /// <summary>How many alerts there ever were.</summary>
    public int Opened => Volatile.Read(ref _last);

    /// <summary>How often one was raised, repeats included.</summary>
    public int Raises => Volatile.Read(ref _raises);

    /// <summary>From now on everything fails with this; null: it works again.</summary>
    public void Fail(Exception? failure) => Volatile.Write(ref _failure, failure);

    /// <summary>What an operator does by hand.</summary>
    public void Resolve(string alertId, DateTimeOffset now)
    {
        foreach (var key in _open.Where(pair => pair.Value == alertId).Select(pair => pair.Key))
        {
            _open.TryRemove(key, out _);
        }

        _resolvedAt[alertId] = now;
    }

    /// <summary>The next thing that happened here.</summary>
    public async Task<string> NextAsync(string awaited)
    {
        try
        {
            return await _events.Reader.ReadAsync().AsTask().WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Nothing happened at the alert desk while waiting for: {awaited}.");
        }
    }

    public Task<string> RaiseAsync(DeviceRule rule, string deviceId, string fleetId, double? value, DateTimeOffset since)
    {
        ThrowIfFailing();
        Interlocked.Increment(ref _raises);
        var alertId = _open.GetOrAdd($"{deviceId}/{rule.Name}", _ => $"alert-{Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture)}");
        var at = since.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        _events.Writer.TryWrite(string.Create(CultureInfo.InvariantCulture, $"raise {deviceId}/{rule.Name} {alertId} at {value} since {at}"));
        return Task.FromResult(alertId);
    }

    public Task ClearAsync(string alertId, string rule, string detail)
    {
        ThrowIfFailing();
        Resolve(alertId, default);
        _events.Writer.TryWrite($"clear {alertId} {rule}: {detail}");
        return Task.CompletedTask;
    }

    public Task<(string? OpenAlertId, DateTimeOffset? ResolvedAt)> FindAsync(string deviceId, string rule, string alertId)
    {
        ThrowIfFailing();
        return Task.FromResult<(string?, DateTimeOffset?)>(
            _open.TryGetValue($"{deviceId}/{rule}", out var open) ? (open, null)
            : (null, _resolvedAt.TryGetValue(alertId, out var resolvedAt) ? resolvedAt : null));
    }

    private void ThrowIfFailing()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw failure;
        }
    }
}
