using FleetActors.Directory;
using FleetActors.Fleets;

namespace FleetActors.Devices;

[StatelessWorker]
internal sealed class DeviceDirectoryGrain(IDeviceIndex index) : Grain, IDeviceDirectoryGrain
{
    public async Task<DevicePage> ListAsync(DeviceQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, DeviceQuery.MaxLimit);

        // One more than asked for tells whether there is a next page.
        var rows = await index.ListAsync(query.FleetId, query.Limit + 1, query.After, CancellationToken.None);
        var page = rows.Take(query.Limit)
            .Select(row => new DeviceSummary(row.DeviceId, row.FleetId ?? FleetId.Default, row.Breaches, row.LastSeen));
        return new DevicePage([.. page], rows.Count > query.Limit ? rows[query.Limit - 1].DeviceId : null);
    }
}
