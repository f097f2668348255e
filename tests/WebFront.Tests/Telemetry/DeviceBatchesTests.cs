using System.Globalization;
using FleetActors.Devices;

namespace FleetActors.Telemetry;

public class DeviceBatchesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 3)]
    [InlineData(5_000, 701)]
    [InlineData(5_000, 5_000)]
    public void Sort_ManyItems_KeepsEachDevicesOrder(int items, int devices)
    {
        var batches = new DeviceBatches();
        for (var round = 0; round < 2; round++)
        {
            var message = new TelemetryMessage();
            for (var i = 0; i < items; i++)
            {
                Add(message, i, i * 7 % devices, values: 1 + (i % 2));
            }

            batches.Sort(message);
            batches.Count.ShouldBe(Math.Min(items, devices));
            var seen = 0;
            for (var group = 0; group < batches.Count; group++)
            {
                var readings = batches.Make(group, message).Readings;
                var device = batches.DeviceAt(group).Id;
                var inOrder = readings.Zip(readings.Skip(1)).All(pair => pair.First.Item <= pair.Second.Item);
                inOrder.ShouldBeTrue();
                readings.All(reading => Name(reading.Item * 7 % devices) == device).ShouldBeTrue();
                seen += readings.Select(reading => reading.Item).Distinct().Count();
            }

            seen.ShouldBe(items);
            batches.Clear();
        }
    }

    [Fact]
    public void Sort_SameDeviceWithTwoHandles_IsOneGroup()
    {
        var message = new TelemetryMessage();
        Add(message, 0, 1, 1);
        Add(message, 1, 1, 1);
        var batches = new DeviceBatches();
        batches.Sort(message);
        batches.Count.ShouldBe(1);
        batches.Make(0, message).Readings.Length.ShouldBe(2);
    }

    [Fact]
    public void Make_FleetNamedByALaterItem_IsTheBatchs()
    {
        var message = new TelemetryMessage();
        Add(message, 0, 1, 1);
        Add(message, 1, 1, 1, "cold");
        Add(message, 2, 1, 1, "warm");
        var batches = new DeviceBatches();
        batches.Sort(message);
        batches.Make(0, message).FleetId.ShouldBe("cold");
    }

    private static void Add(TelemetryMessage message, int index, int device, int values, string? fleet = null)
    {
        var first = message.ValueCount;
        for (var i = 0; i < values; i++)
        {
            message.AddValue("t", MetricValue.Of(i));
        }

        var name = Name(device);
        message.AddItem(new DeviceHandle(name, Utf8Names.Hash(System.Text.Encoding.UTF8.GetBytes(name)), null!), fleet, index, first, atMs: 0);
    }

    private static string Name(int device) => "d" + device.ToString(CultureInfo.InvariantCulture);
}
