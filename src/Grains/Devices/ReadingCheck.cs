using System.Globalization;

namespace FleetActors.Devices;

/// <summary>What must hold for the values of one item before the first of them is taken. Pure.</summary>
internal static class ReadingCheck
{
    /// <summary>What is wrong, beginning with the field; null when the item may be taken.</summary>
    public static string? FirstError(ReadOnlySpan<Reading> item, MetricMemory memory, DateTimeOffset latest)
    {
        var newMetrics = 0;
        foreach (ref readonly var reading in item)
        {
            if (reading.AtMs != Reading.ServerTime && reading.AtMs > latest.ToUnixTimeMilliseconds())
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"ts is more than {DeviceGrain.FutureTolerance.TotalMinutes:0} minutes ahead of the server's clock");
            }

            if (reading.Value.Kind is MetricKind.Unknown || !double.IsFinite(reading.Value.Number))
            {
                return "value must be a finite number, true, false or a text";
            }

            if (memory.Find(reading.Metric) >= 0)
            {
                continue;
            }

            if (!MetricName.IsWellFormed(reading.Metric))
            {
                return $"metric {MetricName.Rule}";
            }

            newMetrics++;
            if (memory.Count + newMetrics > MetricMemory.MaxMetrics)
            {
                return string.Create(CultureInfo.InvariantCulture, $"metric {reading.Metric} is one too many: the device has {MetricMemory.MaxMetrics}");
            }
        }

        return null;
    }
}
