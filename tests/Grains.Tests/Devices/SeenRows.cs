using System.Collections.Concurrent;
using FleetActors.Directory;
using FleetActors.Recovery;

namespace FleetActors.Devices;

/// <summary>A device index that only keeps what was saved into it.</summary>
internal sealed class SeenRows : IDeviceIndex
{
    public ConcurrentQueue<IReadOnlyCollection<DeviceSeen>> Saves { get; } = new();

    public Exception? Failure { get; set; }

    public List<DeviceIndexRow> Rows { get; } = [];

    public Task<IReadOnlyList<string>> OverdueAsync(SweepShare share, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<DeviceIndexRow>> ListAsync(string? fleetId, int limit, string? afterId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeviceIndexRow>>(
            [.. Rows.Where(row => fleetId is null || row.FleetId == fleetId)
                .Where(row => afterId is null || string.CompareOrdinal(row.DeviceId, afterId) > 0)
                .OrderBy(row => row.DeviceId, StringComparer.Ordinal)
                .Take(limit)]);

    public Task SaveLastSeenAsync(IReadOnlyCollection<DeviceSeen> seen, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            return Task.FromException(Failure);
        }

        Saves.Enqueue(seen);
        return Task.CompletedTask;
    }
}
