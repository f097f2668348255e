using System.Collections.Concurrent;
using System.Collections.Immutable;
using FleetActors.Devices;
using FleetActors.Fleets;
using FleetActors.Support;

namespace FleetActors.Telemetry;

/// <summary>Devices that take what they are sent, or do what the test says.</summary>
internal sealed class FakeDevices
{
    private readonly ConcurrentQueue<(string Device, ReadingBatch Batch)> _batches = new();

    public FakeDevices() => Grains = FakeGrains.Create().With<IDeviceGrain>(key => new Device(this, DeviceGrainFactoryExtensions.DeviceIdOf((string)key)));

    public FakeGrains Grains { get; }

    /// <summary>What was sent to devices, in order of arrival.</summary>
    public IReadOnlyCollection<(string Device, ReadingBatch Batch)> Batches => _batches;

    /// <summary>What a device answers.</summary>
    public Func<string, ReadingBatch, Task<IngestResult>> Answer { get; set; } =
        (_, batch) => Task.FromResult(IngestResult.AllQuiet(batch.Readings.Select(reading => reading.Item).Distinct().Count()));

    private sealed class Device(FakeDevices devices, string id) : IDeviceGrain
    {
        public ValueTask<IngestResult> IngestAsync(ReadingBatch batch)
        {
            devices._batches.Enqueue((id, batch));
            return new(devices.Answer(id, batch));
        }

        public ValueTask<DevicePhone?> GetPhoneAsync() => throw new NotSupportedException();

        public Task<DeviceView?> GetAsync() => throw new NotSupportedException();

        public Task<ImmutableArray<ReadingView>?> GetReadingsAsync() => throw new NotSupportedException();

        public Task<ImmutableArray<ProfileError>> PutProfileAsync(DeviceProfile profile) => throw new NotSupportedException();

        public Task<bool> DeleteAsync() => throw new NotSupportedException();

        public Task WakeAsync() => throw new NotSupportedException();
    }
}
