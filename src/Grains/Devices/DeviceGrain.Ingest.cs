using FleetActors.Fleets;

namespace FleetActors.Devices;

internal sealed partial class DeviceGrain
{
    /// <summary>Readings further ahead of the server's clock than this are refused. Nearer ones keep their own time.</summary>
    internal static readonly TimeSpan FutureTolerance = TimeSpan.FromMinutes(5);

    public ValueTask<IngestResult> IngestAsync(ReadingBatch batch)
    {
        var nowMs = shared.Clock.UtcNow.ToUnixTimeMilliseconds();
        var readings = batch.Readings.AsSpan();
        var items = 0;
        var next = 0;

        // An unknown device has no fleet; one whose rules changed is bound to an older profile.
        if (_fleet is not null && ReferenceEquals(_fleet.Current, _bound))
        {
            while (next < readings.Length)
            {
                var item = ItemAt(readings, next);
                if (!TryTakeQuietly(item, nowMs))
                {
                    break;
                }

                next += item.Length;
                items++;
            }

            if (items > 0)
            {
                shared.LastSeen.Touch(_seen, nowMs);
            }

            if (next == readings.Length)
            {
                return new ValueTask<IngestResult>(QuietResults.For(items));
            }
        }

        return IngestLoudlyAsync(batch, next, items);
    }

    /// <summary>Takes an item that is fresh, moves no rule and needs nothing remembered about it. Touches nothing when it is not like that.</summary>
    private bool TryTakeQuietly(ReadOnlySpan<Reading> item, long nowMs)
    {
        var latest = nowMs + (long)FutureTolerance.TotalMilliseconds;
        foreach (ref readonly var reading in item)
        {
            var index = _memory.Find(reading.Metric);
            if (index < 0 || reading.AtMs > latest || !IsQuiet(ref _memory[index], reading, nowMs))
            {
                return false;
            }
        }

        foreach (ref readonly var reading in item)
        {
            var index = _memory.Find(reading.Metric);
            ref var slot = ref _memory[index];
            slot.AtMs = reading.AtMs == Reading.ServerTime ? Math.Max(nowMs, slot.AtMs) : reading.AtMs;
            slot.Value = reading.Value;
            _memory.Remember(index, slot.AtMs, reading.Value);
        }

        return true;
    }

    private bool IsQuiet(ref MetricSlot slot, in Reading reading, long nowMs)
    {
        if (reading.AtMs != Reading.ServerTime && reading.AtMs <= slot.AtMs)
        {
            return false;
        }

        if (slot.Rules == 0)
        {
            return reading.Value.Kind is not MetricKind.Unknown && double.IsFinite(reading.Value.Number);
        }

        return reading.Value.Kind is MetricKind.Number && double.IsFinite(reading.Value.Number) && AreAtRest(slot.Rules, reading.Value.Number);
    }

    private async ValueTask<IngestResult> IngestLoudlyAsync(ReadingBatch batch, int next, int quietItems)
    {
        var now = shared.Clock.UtcNow;
        var outcome = new IngestOutcome(quietItems);
        if (!stored.RecordExists && await CreateAsync(batch.FleetId, now) is { } refusal)
        {
            RejectAll(batch, refusal, outcome);
            return outcome.Result();
        }

        await FollowProfileAsync();
        while (next < batch.Readings.Length)
        {
            var length = ItemAt(batch.Readings.AsSpan(), next).Length;
            await TakeItemAsync(batch, next, length, now, outcome);
            next += length;
        }

        return outcome.Result();
    }

    /// <summary>Creates a device that came unannounced; what speaks against it, or null.</summary>
    private async Task<string?> CreateAsync(string? fleetId, DateTimeOffset now)
    {
        fleetId ??= FleetId.Default;
        if (!FleetId.IsWellFormed(fleetId))
        {
            return $"fleet_id {FleetId.Rule}";
        }

        if (await shared.Fleets.FindAsync(fleetId) is not { } fleet)
        {
            return $"fleet_id names {fleetId}, which has no profile";
        }

        if (fleet.Current.Profile is { AcceptUnknown: false })
        {
            return $"device_id names a device that fleet {fleetId} does not know";
        }

        await StoreAsync(new DeviceState { DeviceId = Id, FleetId = fleetId, CreatedAt = now });
        _fleet = fleet;
        LogCreated(Id, fleetId);
        return null;
    }

    private async Task TakeItemAsync(ReadingBatch batch, int from, int length, DateTimeOffset now, IngestOutcome outcome)
    {
        var item = batch.Readings[from].Item;
        if (ReadingCheck.FirstError(batch.Readings.AsSpan(from, length), _memory, now + FutureTolerance) is { } error)
        {
            outcome.Reject(item, error);
            return;
        }

        var freshest = Freshness.Repeated;
        for (var i = from; i < from + length; i++)
        {
            var freshness = await TakeAsync(batch.Readings[i], now, outcome);
            if (freshness is Freshness.Late)
            {
                outcome.Note(item, $"{batch.Readings[i].Metric} is older than its newest value; kept, without moving any rule");
            }
            else if (freshness is Freshness.Repeated)
            {
                outcome.Note(item, $"{batch.Readings[i].Metric} was taken before");
            }

            freshest = freshness < freshest ? freshness : freshest;
        }

        outcome.Accept(freshest);
        shared.LastSeen.Touch(_seen, now.ToUnixTimeMilliseconds());
    }

    private async ValueTask<Freshness> TakeAsync(Reading reading, DateTimeOffset now, IngestOutcome outcome)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        var index = _memory.Find(reading.Metric);
        index = index >= 0 ? index : _memory.Add(reading.Metric, _rules.RulesOn(reading.Metric));
        var freshness = _memory.Judge(index, reading.AtMs, reading.Value, nowMs);
        switch (freshness)
        {
            case Freshness.Repeated:
                MentionAlerts(index, reading.Value, outcome);
                break;
            case Freshness.Late:
                _memory.Remember(index, reading.AtMs, reading.Value);
                break;
            default:
                var atMs = reading.AtMs == Reading.ServerTime ? Math.Max(nowMs, _memory[index].AtMs) : reading.AtMs;
                await TakeFreshAsync(index, atMs, reading, now, outcome);
                _memory.Remember(index, atMs, reading.Value);
                break;
        }

        return freshness;
    }

    /// <summary>Judges a reading. When that fails, the reading was never here: sent again, it must be judged again.</summary>
    private async ValueTask TakeFreshAsync(int index, long atMs, Reading reading, DateTimeOffset now, IngestOutcome outcome)
    {
        var before = _memory[index];
        var judged = false;
        _memory[index].AtMs = atMs;
        _memory[index].Value = reading.Value;
        try
        {
            await JudgeAsync(index, reading.Item, now, outcome);
            judged = true;
        }
        finally
        {
            if (!judged)
            {
                _memory[index] = before;
            }
        }
    }

    private static void RejectAll(ReadingBatch batch, string why, IngestOutcome outcome)
    {
        var item = -1;
        foreach (var reading in batch.Readings)
        {
            if (reading.Item != item)
            {
                item = reading.Item;
                outcome.Reject(item, why);
            }
        }
    }

    private static ReadOnlySpan<Reading> ItemAt(ReadOnlySpan<Reading> readings, int from)
    {
        var end = from + 1;
        while (end < readings.Length && readings[end].Item == readings[from].Item)
        {
            end++;
        }

        return readings[from..end];
    }

    /// <summary>The usual answers, made once.</summary>
    private static class QuietResults
    {
        private static readonly IngestResult[] Shared = [.. Enumerable.Range(0, 257).Select(IngestResult.AllQuiet)];

        public static IngestResult For(int items) => items < Shared.Length ? Shared[items] : IngestResult.AllQuiet(items);
    }
}
