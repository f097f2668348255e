using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>Sends a message to its devices: one call each, a bounded number at once. Belongs to one request at a time; kept in the pool.</summary>
internal sealed class TelemetryDispatch
{
    private const int CallsAtOnce = 256;

    private readonly DeviceBatches _batches = new();
    private readonly Task<IngestResult>?[] _calls = new Task<IngestResult>?[CallsAtOnce];

    /// <summary>Returns when every device has answered. A device that fails does not stop the others.</summary>
    /// <returns>The first failure, or null.</returns>
    public async ValueTask<Exception?> SendAsync(TelemetryMessage message, TelemetryTally tally)
    {
        _batches.Sort(message);
        if (_batches.Count == 1)
        {
            return await TakeAsync(CallAsync(0, message), tally);
        }

        Exception? failure = null;
        for (var i = 0; i < _batches.Count; i++)
        {
            failure = await TakeAsync(i % CallsAtOnce, tally) ?? failure;
            _calls[i % CallsAtOnce] = CallAsync(i, message).AsTask();
        }

        for (var i = Math.Max(0, _batches.Count - CallsAtOnce); i < _batches.Count; i++)
        {
            failure = await TakeAsync(i % CallsAtOnce, tally) ?? failure;
        }

        return failure;
    }

    /// <summary>Lets go of what it holds.</summary>
    public void Clear() => _batches.Clear();

    private ValueTask<IngestResult> CallAsync(int device, TelemetryMessage message) => _batches.DeviceAt(device).Grain.IngestAsync(_batches.Make(device, message));

    private ValueTask<Exception?> TakeAsync(int place, TelemetryTally tally)
    {
        if (_calls[place] is not { } call)
        {
            return ValueTask.FromResult<Exception?>(null);
        }

        _calls[place] = null;
        return TakeAsync(new ValueTask<IngestResult>(call), tally);
    }

    private static async ValueTask<Exception?> TakeAsync(ValueTask<IngestResult> call, TelemetryTally tally)
    {
        try
        {
            tally.Add(await call);
            return null;
        }
        catch (Exception failure)
        {
            // Whatever it was, the device's readings do not count as accepted; the endpoint says so.
            return failure;
        }
    }
}
