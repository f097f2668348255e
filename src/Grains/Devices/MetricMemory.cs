using System.Collections.Immutable;

namespace FleetActors.Devices;

/// <summary>How a reading stands to what is known of its metric.</summary>
internal enum Freshness
{
    /// <summary>To be judged.</summary>
    Fresh = 0,

    /// <summary>Older than the newest of its metric.</summary>
    Late = 1,

    /// <summary>Taken before: same metric, time and value.</summary>
    Repeated = 2,
}

/// <summary>
/// A device's newest value of each metric and its last readings. Flat arrays that grow as needed: a million devices have one each.
/// </summary>
internal sealed class MetricMemory
{
    /// <summary>A device has at most this many metrics.</summary>
    public const int MaxMetrics = 64;

    /// <summary>How many readings are remembered.</summary>
    public const int MaxReadings = 16;

    private const long Never = long.MinValue;

    private MetricSlot[] _slots = [];
    private Remembered[] _ring = [];
    private string?[]? _texts;
    private byte _count;
    private byte _next;
    private byte _kept;

    /// <summary>What was remembered elsewhere.</summary>
    /// <param name="newest">As <see cref="Newest"/> gave it.</param>
    /// <param name="recent">As <see cref="Recent"/> gave it.</param>
    public static MetricMemory Of(ImmutableArray<ReadingView> newest, ImmutableArray<ReadingView> recent)
    {
        var memory = new MetricMemory();
        foreach (var reading in newest)
        {
            var metric = memory.Add(reading.Metric, rules: 0);
            memory[metric].AtMs = reading.At.ToUnixTimeMilliseconds();
            memory[metric].Value = reading.Value;
        }

        for (var i = recent.Length - 1; i >= 0; i--)
        {
            var metric = memory.Find(recent[i].Metric);
            memory.Remember(metric >= 0 ? metric : memory.Add(recent[i].Metric, rules: 0), recent[i].At.ToUnixTimeMilliseconds(), recent[i].Value);
        }

        return memory;
    }

    /// <summary>How many metrics there are.</summary>
    public int Count => _count;

    /// <summary>The metric at a place.</summary>
    public ref MetricSlot this[int index] => ref _slots[index];

    /// <summary>The metric's place; -1 when it was never seen.</summary>
    public int Find(string metric)
    {
        for (var i = 0; i < _count; i++)
        {
            // Names come from a cache of the sender's process, so that mostly the reference decides.
            if (ReferenceEquals(_slots[i].Metric, metric))
            {
                return i;
            }
        }

        for (var i = 0; i < _count; i++)
        {
            if (string.Equals(_slots[i].Metric, metric, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A place for a metric not seen so far; there must be room.</summary>
    public int Add(string metric, ulong rules)
    {
        if (_count == MaxMetrics)
        {
            throw new InvalidOperationException($"The device has {MaxMetrics} metrics already.");
        }

        if (_count == _slots.Length)
        {
            Array.Resize(ref _slots, Math.Min(MaxMetrics, Math.Max(1, _count * 2)));
        }

        _slots[_count] = new MetricSlot { Metric = metric, Rules = rules, AtMs = Never };
        return _count++;
    }

    /// <summary>Tells which rules judge each metric, after the rules changed.</summary>
    public void Rebind(RuleSet rules)
    {
        for (var i = 0; i < _count; i++)
        {
            _slots[i].Rules = rules.RulesOn(_slots[i].Metric);
        }
    }

    /// <summary>Compares a reading with its metric's newest value and with the readings remembered.</summary>
    /// <param name="atMs">The reading's own time, or <see cref="Reading.ServerTime"/>, which is always fresh.</param>
    public Freshness Judge(int index, long atMs, in MetricValue value, long nowMs)
    {
        ref var slot = ref _slots[index];
        if (atMs == Reading.ServerTime || atMs > slot.AtMs)
        {
            return Freshness.Fresh;
        }

        if ((atMs == slot.AtMs && slot.Value == value) || IsRemembered(index, atMs, value))
        {
            return Freshness.Repeated;
        }

        // A newest value from the future followed by one that is not: the device's clock was put right. Without this a device would not be
        // judged until the time it had claimed has come.
        return atMs == slot.AtMs || (slot.AtMs > nowMs && atMs <= nowMs) ? Freshness.Fresh : Freshness.Late;
    }

    /// <summary>Adds to the last readings.</summary>
    public void Remember(int index, long atMs, in MetricValue value)
    {
        if (_next == _ring.Length && _ring.Length < MaxReadings)
        {
            Array.Resize(ref _ring, Math.Max(2, _ring.Length * 2));
            if (_texts is not null)
            {
                Array.Resize(ref _texts, _ring.Length);
            }
        }

        if (_next == _ring.Length)
        {
            _next = 0;
        }

        _ring[_next] = new Remembered(atMs, value.Number, (byte)index, value.Kind);
        if (value.Text is not null || _texts is not null)
        {
            _texts ??= new string?[_ring.Length];
            _texts[_next] = value.Text;
        }

        _next++;
        _kept = Math.Max(_kept, _next);
    }

    /// <summary>The last readings, the last one taken first.</summary>
    public ImmutableArray<ReadingView> Recent()
    {
        var views = ImmutableArray.CreateBuilder<ReadingView>(_kept);
        for (var i = 1; i <= _kept; i++)
        {
            var place = (_next - i + _kept) % _kept;
            ref var entry = ref _ring[place];
            views.Add(new ReadingView(_slots[entry.Metric].Metric, ValueAt(place), DateTimeOffset.FromUnixTimeMilliseconds(entry.AtMs)));
        }

        return views.MoveToImmutable();
    }

    /// <summary>The newest value of each metric that has one, in the order in which the metrics were first seen.</summary>
    public ImmutableArray<ReadingView> Newest()
    {
        var views = ImmutableArray.CreateBuilder<ReadingView>(_count);
        for (var i = 0; i < _count; i++)
        {
            if (_slots[i].AtMs != Never)
            {
                views.Add(new ReadingView(_slots[i].Metric, _slots[i].Value, DateTimeOffset.FromUnixTimeMilliseconds(_slots[i].AtMs)));
            }
        }

        return views.ToImmutable();
    }

    private bool IsRemembered(int index, long atMs, in MetricValue value)
    {
        for (var i = 0; i < _kept; i++)
        {
            if (_ring[i].Metric == index && _ring[i].AtMs == atMs && ValueAt(i) == value)
            {
                return true;
            }
        }

        return false;
    }

    private MetricValue ValueAt(int place) => new(_ring[place].Kind, _ring[place].Number, _texts?[place]);

    private readonly record struct Remembered(long AtMs, double Number, byte Metric, MetricKind Kind);
}

/// <summary>One metric of a device.</summary>
internal struct MetricSlot
{
    /// <summary>Its name.</summary>
    public string Metric;

    /// <summary>The rules that judge it, as <see cref="RuleSet.RulesOn"/> says.</summary>
    public ulong Rules;

    /// <summary>Unix milliseconds of the newest value.</summary>
    public long AtMs;

    /// <summary>The newest value; meaningless before the first.</summary>
    public MetricValue Value;
}
