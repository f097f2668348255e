namespace FleetActors.Sandbox;

/// <summary>The last commands and webhooks, and counts of all of them. Safe for use from many threads.</summary>
internal sealed class SandboxLog(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _entries = new();
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _next = 1;

    public void Add(LogEntry entry, string? count = null)
    {
        lock (_gate)
        {
            _entries.Enqueue(entry);
            _next++;
            if (_entries.Count > capacity)
            {
                _entries.Dequeue();
            }

            var name = count ?? entry.EventType;
            if (name is not null)
            {
                _counts[name] = _counts.GetValueOrDefault(name) + 1;
            }
        }
    }

    /// <summary>A page of entries with numbers above <paramref name="after"/>, oldest first.</summary>
    public LogPage Read(long after, int limit, Func<LogEntry, bool> wanted)
    {
        lock (_gate)
        {
            var oldest = _next - _entries.Count;
            var found = new List<(long, LogEntry)>();
            var cursor = Math.Max(after, oldest - 1);
            foreach (var entry in _entries.Skip((int)Math.Min(_entries.Count, cursor - oldest + 1)))
            {
                if (found.Count == limit)
                {
                    break;
                }

                cursor++;
                if (wanted(entry))
                {
                    found.Add((cursor, entry));
                }
            }

            return new LogPage(found, cursor, oldest, new SortedDictionary<string, long>(_counts, StringComparer.Ordinal));
        }
    }
}

/// <param name="Next">What to ask for as <c>after</c> next time.</param>
/// <param name="Oldest">Number of the oldest entry still remembered.</param>
/// <param name="Counts">
/// Everything since the start: executed commands by <c>METHOD /path</c> with ids as <c>*</c>, webhook attempts by event type.
/// </param>
internal sealed record LogPage(List<(long Number, LogEntry Entry)> Entries, long Next, long Oldest, SortedDictionary<string, long> Counts);
