using FleetActors.Directory;
using FleetActors.Storage;
using FleetActors.Time;
using Orleans.Placement;

namespace FleetActors.Alerts;

[Immovable(ImmovableKind.Rebalancer)]
internal sealed class DedupGrain(IAlertIndex index, GrainClock clock) : Grain, IDedupGrain
{
    private string? _alertId;

    public async Task<RaiseResult> RaiseAsync(RaiseAlert request)
    {
        var key = this.GetPrimaryKeyString();
        if (request.DedupKey != key)
        {
            throw new ArgumentException($"The report's dedup key '{request.DedupKey}' is not that of the grain it was sent to, '{key}'.", nameof(request));
        }

        if (await RepeatAsync(request) is { } repeated)
        {
            return repeated;
        }

        // Remembered before the answer: if it is lost, the alert may be stored all the same, and the next report must find it.
        _alertId = AlertId.New(clock.UtcNow);
        try
        {
            return await Alert(_alertId).OpenAsync(request);
        }
        catch (Exception exception) when (StorageErrors.IsDuplicateKey(exception))
        {
            // Another activation of this key (a cluster that was split) was faster; the unique key of the index decided.
            _alertId = null;
            return await RepeatAsync(request) ?? throw new InvalidOperationException($"An open alert has the dedup key '{key}' but cannot be found.", exception);
        }
    }

    public async Task<string?> FindAsync() => await index.FindOpenByDedupKeyAsync(this.GetPrimaryKeyString(), CancellationToken.None);

    private async Task<RaiseResult?> RepeatAsync(RaiseAlert request)
    {
        _alertId ??= await FindAsync();
        return _alertId is null ? null : await Alert(_alertId).RepeatAsync(request);
    }

    private IAlertGrain Alert(string id) => GrainFactory.GetGrain<IAlertGrain>(id);
}
