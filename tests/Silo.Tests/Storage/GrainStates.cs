using Orleans.Storage;

namespace FleetActors.Storage;

/// <summary>Writes states as grains would.</summary>
internal static class GrainStates
{
    public static GrainId Alert(string alertId) => GrainId.Create("alert", alertId);

    public static GrainId Device(string deviceId) => GrainId.Create("device", "device/" + deviceId);

    public static GrainId Call(string callId) => GrainId.Create("call", "call/" + callId);

    /// <summary>The n-th alert id; later ones sort higher.</summary>
    public static string AlertId(int n) => $"alrt-{n:D26}";

    /// <summary>Writes an alert over what is stored of it.</summary>
    public static async Task<GrainState<StoredAlert>> SaveAsync(this IGrainStorage storage, StoredAlertIndex index)
    {
        var state = new GrainState<StoredAlert>();
        await storage.ReadStateAsync(StorageNames.Alert, Alert(index.AlertId), state);
        state.State = new StoredAlert { Index = index };
        await storage.WriteStateAsync(StorageNames.Alert, Alert(index.AlertId), state);
        return state;
    }

    /// <summary>Writes a device over what is stored of it.</summary>
    public static async Task<GrainState<StoredDevice>> SaveAsync(this IGrainStorage storage, StoredDeviceIndex index)
    {
        var state = new GrainState<StoredDevice>();
        await storage.ReadStateAsync(StorageNames.Device, Device(index.DeviceId), state);
        state.State = new StoredDevice { Index = index };
        await storage.WriteStateAsync(StorageNames.Device, Device(index.DeviceId), state);
        return state;
    }

    /// <summary>Writes a call over what is stored of it.</summary>
    public static async Task<GrainState<StoredCall>> SaveAsync(this IGrainStorage storage, StoredCallIndex index)
    {
        var state = new GrainState<StoredCall>();
        await storage.ReadStateAsync(StorageNames.Call, Call(index.CallId), state);
        state.State = new StoredCall { Index = index };
        await storage.WriteStateAsync(StorageNames.Call, Call(index.CallId), state);
        return state;
    }

    /// <summary>Writes any state over what is stored of it.</summary>
    public static async Task<GrainState<T>> SaveAsync<T>(this IGrainStorage storage, string stateName, string key, T next)
        where T : new()
    {
        var state = new GrainState<T>();
        await storage.ReadStateAsync(stateName, GrainId.Create(stateName, key), state);
        state.State = next;
        await storage.WriteStateAsync(stateName, GrainId.Create(stateName, key), state);
        return state;
    }
}
