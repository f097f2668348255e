using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>One item of a body that can be sent to its device.</summary>
/// <param name="Index">Its place in the body, 0 first.</param>
/// <param name="FirstValue">Where its values begin in <see cref="TelemetryMessage.Values"/>.</param>
internal readonly record struct TelemetryItem(DeviceHandle Device, string? FleetId, int Index, int FirstValue, int ValueCount);

/// <summary>A body taken apart: items, their values, and what was wrong. Kept in a pool; its arrays grow to what is usual.</summary>
internal sealed class TelemetryMessage
{
    // A rare large body must not make every pooled message large for good.
    private const int KeptLength = 4_096;

    private TelemetryItem[] _items = new TelemetryItem[16];
    private Reading[] _values = new Reading[16];

    /// <summary>Items that can be sent, in the order of the body.</summary>
    public ReadOnlySpan<TelemetryItem> Items => _items.AsSpan(0, ItemCount);

    /// <summary>How many of them.</summary>
    public int ItemCount { get; private set; }

    /// <summary>Values of all items.</summary>
    public ReadOnlySpan<Reading> Values => _values.AsSpan(0, ValueCount);

    /// <summary>How many of them.</summary>
    public int ValueCount { get; private set; }

    /// <summary>Items that cannot be sent, in the order of the body.</summary>
    public List<ItemRemark> Rejected { get; } = [];

    /// <summary>Adds a value of the item being read.</summary>
    public void AddValue(string metric, MetricValue value)
    {
        if (ValueCount == _values.Length)
        {
            Array.Resize(ref _values, ValueCount * 2);
        }

        _values[ValueCount++] = new Reading(metric, value, Reading.ServerTime, 0);
    }

    /// <summary>Takes back values of an item that turned out to be wrong.</summary>
    public void DropValues(int count) => ValueCount = count;

    /// <summary>Completes an item: the values added since <paramref name="firstValue"/> are its own.</summary>
    public void AddItem(DeviceHandle device, string? fleetId, int index, int firstValue, long atMs)
    {
        if (ItemCount == _items.Length)
        {
            Array.Resize(ref _items, ItemCount * 2);
        }

        for (var i = firstValue; i < ValueCount; i++)
        {
            _values[i] = _values[i] with { AtMs = atMs, Item = index };
        }

        _items[ItemCount++] = new TelemetryItem(device, fleetId, index, firstValue, ValueCount - firstValue);
    }

    /// <summary>Takes back the last item; its line was not what it seemed.</summary>
    public void DropItem()
    {
        ItemCount--;
        ValueCount = _items[ItemCount].FirstValue;
    }

    /// <summary>Makes it as new.</summary>
    public void Clear()
    {
        if (_items.Length > KeptLength || _values.Length > KeptLength)
        {
            _items = new TelemetryItem[16];
            _values = new Reading[16];
        }
        else
        {
            // References into the caches and texts would otherwise live as long as the pool.
            _items.AsSpan(0, ItemCount).Clear();
            _values.AsSpan(0, ValueCount).Clear();
        }

        ItemCount = 0;
        ValueCount = 0;
        Rejected.Clear();
    }
}
