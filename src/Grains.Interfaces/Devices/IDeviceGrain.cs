using System.Collections.Immutable;
using FleetActors.Fleets;

namespace FleetActors.Devices;

/// <summary>
/// One device: its rules' states, newest values, recent readings. Reach it through <see cref="DeviceGrainFactoryExtensions.GetDevice"/>, which
/// turns the device id into the grain's key.
/// </summary>
[Alias("fleet.device")]
public interface IDeviceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Evaluates readings. When it returns, every accepted item was evaluated by the device's rules and every alert it caused is durably stored.
    /// Safe to repeat: readings with a time of their own that were taken before change nothing, and an open alert is never opened twice.
    /// </summary>
    /// <exception cref="Exception">
    /// Storage or the alert path is not available. The value that failed was not kept; those before it were. Send the whole batch again.
    /// </exception>
    [Alias("Ingest")]
    ValueTask<IngestResult> IngestAsync(ReadingBatch batch);

    /// <summary>The device, or null when it is unknown.</summary>
    [Alias("Get")]
    Task<DeviceView?> GetAsync();

    /// <summary>
    /// The device's phone, or null when it is unknown or has none. Answered also while the device raises an alert, since the alert asks for it.
    /// </summary>
    [Alias("Phone"), AlwaysInterleave]
    ValueTask<DevicePhone?> GetPhoneAsync();

    /// <summary>
    /// The last readings taken, newest first, late ones in the order of their arrival; null when the device is unknown. Kept in memory only, about
    /// the last 16.
    /// </summary>
    [Alias("Readings")]
    Task<ImmutableArray<ReadingView>?> GetReadingsAsync();

    /// <summary>
    /// Stores the device's own profile, creating the device when it is unknown; returns what is wrong with it, and then stores nothing.
    /// Rules that no longer apply resolve their alerts. Safe to repeat.
    /// </summary>
    [Alias("PutProfile")]
    Task<ImmutableArray<ProfileError>> PutProfileAsync(DeviceProfile profile);

    /// <summary>Resolves its alerts and forgets the device; false when it is unknown. Its next reading creates it anew where its fleet allows that.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();

    /// <summary>A hint that a timed rule may be due: re-reads the state and does what is. Late and double hints change nothing.</summary>
    [Alias("Wake")]
    Task WakeAsync();
}
