using System.Collections.Immutable;
using FleetActors.Fleets;
using FleetActors.Storage;
using Orleans.Placement;

namespace FleetActors.Devices;

/// <summary>
/// The parts of this class: here its life and its profile; <c>.Ingest</c> takes readings; <c>.Moving</c> goes to another silo; <c>.Rules</c> drives the rules; <c>.Log</c> is what it says.
/// Fields are few and flat because there may be a million of these in a process.
/// </summary>
[ActivationCountBasedPlacement]
internal sealed partial class DeviceGrain(
    [PersistentState(StorageNames.Device, StorageNames.Fleet)] IPersistentState<DeviceState> stored,
    DeviceDependencies shared) : Grain, IDeviceGrain
{
    private LastSeenMark _seen = null!;
    private FleetSlot? _fleet;

    /// <summary>The fleet profile that <see cref="_rules"/> was made from; null when the rules have to be made again.</summary>
    private FleetSnapshot? _bound;

    private MetricMemory _memory = new();

    private string Id => _seen.DeviceId;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var moved = _memento;
        _memento = null;
        _seen = new LastSeenMark(DeviceGrainFactoryExtensions.DeviceIdOf(this.GetPrimaryKeyString()), moved?.SeenAtMs ?? 0);
        if (moved is not null)
        {
            await stored.ReadStateAsync(cancellationToken);
        }

        if (stored.RecordExists)
        {
            _fleet = await shared.Fleets.GetAsync(stored.State.FleetId);
            _memory = MetricMemory.Of(moved?.Newest ?? stored.State.Newest, moved?.Recent ?? []);
            stored.State = stored.State with { Newest = [] };
            Bind(_fleet.Current);
            ArmTimer();
        }

        await base.OnActivateAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What is pending is stored with its due time: the sweep over the device index wakes the device again.
        _timer?.Dispose();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task<DeviceView?> GetAsync() => Task.FromResult(stored.RecordExists ? View() : null);

    public ValueTask<DevicePhone?> GetPhoneAsync() =>
        ValueTask.FromResult(stored.State.Phone is { } number ? new DevicePhone(stored.State.Name ?? Id, number) : null);

    public Task<ImmutableArray<ReadingView>?> GetReadingsAsync() =>
        Task.FromResult<ImmutableArray<ReadingView>?>(stored.RecordExists ? _memory.Recent() : null);

    public async Task<ImmutableArray<ProfileError>> PutProfileAsync(DeviceProfile profile)
    {
        var errors = DeviceProfileCheck.Check(profile);
        if (!errors.IsEmpty)
        {
            return errors;
        }

        if (await shared.Fleets.FindAsync(profile.FleetId) is not { } fleet)
        {
            return [new ProfileError("fleet_id", $"names {profile.FleetId}, which has no profile")];
        }

        var next = stored.RecordExists ? stored.State : new DeviceState { DeviceId = Id, CreatedAt = shared.Clock.UtcNow };
        await StoreAsync(next with { FleetId = profile.FleetId, Name = profile.Name, Overrides = profile.Rules, Phone = profile.Phone });
        _fleet = fleet;
        Unbind();
        await FollowProfileAsync();
        ArmTimer();
        return [];
    }

    public async Task<bool> DeleteAsync()
    {
        if (!stored.RecordExists)
        {
            return false;
        }

        foreach (var rule in stored.State.Rules)
        {
            if (RuleMachine.AlertOf(rule.State) is { } alertId)
            {
                await shared.Alerts.ClearAsync(alertId, rule.Name, $"Device {Id} was removed.");
            }
        }

        await stored.ClearStateAsync();
        Forget();
        return true;
    }

    private void Forget()
    {
        _fleet = null;
        _memory = new MetricMemory();
        Unbind();
        _states = null;
        ArmTimer();
    }

    private DeviceView View()
    {
        var state = stored.State;
        return new DeviceView(
            Id,
            state.Profile,
            _rules.Rules,
            state.CreatedAt,
            _seen.AtMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_seen.AtMs),
            _memory.Newest(),
            [.. state.Rules.Select(rule => RuleStateViews.Of(rule.Name, rule.State))]);
    }

    /// <summary>Writes the next state with the newest values; when that fails the state in memory stays what is stored.</summary>
    private async Task StoreAsync(DeviceState next)
    {
        var before = stored.State;
        var written = false;
        stored.State = next with { Newest = _memory.Newest() };
        try
        {
            await stored.WriteStateAsync();
            written = true;
        }
        finally
        {
            stored.State = written ? next : before;
        }
    }
}
