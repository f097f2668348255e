using System.Numerics;
using System.Runtime.InteropServices;
using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>
/// Sorts the items of a message by device, keeping their order. The tables live in the pool with the message; the batches made from them do not,
/// since a grain may still hold one when the request has long been answered.
/// </summary>
internal sealed class DeviceBatches
{
    private const int KeptLength = 4_096;
    private const int Free = 0;

    private Group[] _groups = new Group[16];
    private int[] _next = new int[16];
    private int[] _table = new int[32];
    private int _mask;

    /// <summary>How many devices the message speaks of.</summary>
    public int Count { get; private set; }

    /// <summary>The device of a group.</summary>
    public DeviceHandle DeviceAt(int group) => _groups[group].Device;

    /// <summary>How many items of the message are the device's.</summary>
    public int ItemsOf(int group) => _groups[group].Items;

    /// <summary>Finds the devices of a message.</summary>
    public void Sort(TelemetryMessage message)
    {
        Reset(message.ItemCount);
        var items = message.Items;
        for (var i = 0; i < items.Length; i++)
        {
            ref var group = ref GroupOf(items[i].Device);
            _next[i] = -1;
            if (group.Items == 0)
            {
                group.First = i;
            }
            else
            {
                _next[group.Last] = i;
            }

            group.Last = i;
            group.Items++;
            group.Values += items[i].ValueCount;
            group.FleetId ??= items[i].FleetId;
        }
    }

    /// <summary>A device's readings, as they are sent to it.</summary>
    public ReadingBatch Make(int index, TelemetryMessage message)
    {
        ref var group = ref _groups[index];
        var readings = new Reading[group.Values];
        var filled = 0;
        for (var i = group.First; i >= 0; i = _next[i])
        {
            var item = message.Items[i];
            message.Values.Slice(item.FirstValue, item.ValueCount).CopyTo(readings.AsSpan(filled));
            filled += item.ValueCount;
        }

        return new ReadingBatch(group.FleetId, ImmutableCollectionsMarshal.AsImmutableArray(readings));
    }

    /// <summary>Lets go of what it holds.</summary>
    public void Clear()
    {
        if (_groups.Length > KeptLength)
        {
            _groups = new Group[16];
            _next = new int[16];
            _table = new int[32];
        }
        else
        {
            _groups.AsSpan(0, Count).Clear();
        }

        Count = 0;
    }

    private void Reset(int items)
    {
        Count = 0;
        if (_groups.Length < items)
        {
            var length = (int)BitOperations.RoundUpToPowerOf2((uint)items);
            _groups = new Group[length];
            _next = new int[length];
            _table = new int[length * 2];
        }

        var places = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, items * 2));
        _mask = places - 1;
        _table.AsSpan(0, places).Clear();
    }

    // The same device may come with two handles, when the cache of handles dropped the first: so ids are compared, not handles.
    private ref Group GroupOf(DeviceHandle device)
    {
        var place = (int)device.Hash & _mask;
        for (; _table[place] != Free; place = (place + 1) & _mask)
        {
            ref var known = ref _groups[_table[place] - 1];
            if (ReferenceEquals(known.Device, device) || (known.Device.Hash == device.Hash && known.Device.Id == device.Id))
            {
                return ref known;
            }
        }

        _groups[Count] = new Group { Device = device };
        _table[place] = ++Count;
        return ref _groups[Count - 1];
    }

    private struct Group
    {
        public DeviceHandle Device;
        public string? FleetId;
        public int First;
        public int Last;
        public int Items;
        public int Values;
    }
}
