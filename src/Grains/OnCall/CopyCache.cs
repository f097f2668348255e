using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FleetActors.OnCall;

/// <summary>
/// Copies of what grains keep, by id, absence included. A copy younger than <see cref="FreshFor"/> is simply given; an older one is given while a
/// new one is read behind it; one older than <see cref="UsableFor"/> is given only when the grain cannot be asked.
/// </summary>
internal sealed partial class CopyCache<T>(Func<string, Task<T?>> read, TimeProvider time, ILogger logger)
    where T : class
{
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(10);

    // Far above any real number of policies or contacts; only a flood of ids that do not exist gets here.
    internal const int MaxCopies = 10_000;

    private readonly ConcurrentDictionary<string, Copy> _copies = new(StringComparer.Ordinal);

    public ValueTask<T?> GetAsync(string id)
    {
        if (!_copies.TryGetValue(id, out var copy))
        {
            return ReadAsync(id, before: null);
        }

        var now = time.GetTimestamp();
        var age = time.GetElapsedTime(copy.ReadAt, now);
        if (age >= UsableFor)
        {
            return ReadOrKeepAsync(id, copy);
        }

        if (age >= FreshFor && copy.TryClaimRead(now, time.GetElapsedTime))
        {
            _ = ReadOrKeepAsync(id, copy).AsTask();
        }

        return new ValueTask<T?>(copy.Value);
    }

    /// <summary>What the grain has now; wins over any read under way.</summary>
    public void Remember(string id, T? value) => _copies[id] = new Copy(value, time.GetTimestamp());

    private async ValueTask<T?> ReadOrKeepAsync(string id, Copy copy)
    {
        try
        {
            return await ReadAsync(id, copy);
        }
#pragma warning disable CA1031 // Whatever the reason: paging whom we knew a while ago beats paging nobody.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogKept(logger, typeof(T).Name, id, exception);
            return copy.Value;
        }
    }

    private async ValueTask<T?> ReadAsync(string id, Copy? before)
    {
        var readAt = time.GetTimestamp();
        var copy = new Copy(await read(id), readAt);
        if (before is null && _copies.Count >= MaxCopies)
        {
            _copies.Clear();
        }

        // A copy put there while this read was under way is newer than what was read.
        var stored = before is null ? _copies.TryAdd(id, copy) : _copies.TryUpdate(id, copy, before);
        return stored || !_copies.TryGetValue(id, out var newer) ? copy.Value : newer.Value;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Id} could not be read again; the copy at hand is used")]
    private static partial void LogKept(ILogger logger, string kind, string id, Exception exception);

    private sealed class Copy(T? value, long readAt)
    {
        private long _lastTry = readAt;

        public T? Value { get; } = value;

        public long ReadAt { get; } = readAt;

        /// <summary>True for one caller in each <see cref="FreshFor"/>, so that a grain that fails is not asked by every lookup.</summary>
        public bool TryClaimRead(long now, Func<long, long, TimeSpan> elapsed)
        {
            var last = Interlocked.Read(ref _lastTry);
            return elapsed(last, now) >= FreshFor && Interlocked.CompareExchange(ref _lastTry, now, last) == last;
        }
    }
}
