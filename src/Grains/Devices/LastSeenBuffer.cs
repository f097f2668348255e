using System.Collections.Concurrent;
using FleetActors.Directory;
using Microsoft.Extensions.Logging;

namespace FleetActors.Devices;

/// <summary>When a device was last seen. One per active device; touched by its grain, read by the buffer.</summary>
internal sealed class LastSeenMark(string deviceId, long atMs = 0)
{
    private long _atMs = atMs;
    private int _queued;

    /// <summary>The device.</summary>
    public string DeviceId { get; } = deviceId;

    /// <summary>Unix milliseconds by the server's clock; 0 before the first time.</summary>
    public long AtMs => Volatile.Read(ref _atMs);

    /// <summary>Sets the time; true when the mark has to be queued.</summary>
    public bool Touch(long nowMs)
    {
        Volatile.Write(ref _atMs, nowMs);
        return Volatile.Read(ref _queued) == 0 && Enqueue();
    }

    /// <summary>True for the one caller who has to queue it.</summary>
    public bool Enqueue() => Interlocked.Exchange(ref _queued, 1) == 0;

    /// <summary>Must come before the time is read, so that a touch in between queues it again.</summary>
    public void Dequeue() => Interlocked.Exchange(ref _queued, 0);
}

/// <summary>
/// Collects when the silo's devices were last seen and stores it in bulk: at most one row per device and flush, however many readings came.
/// What was not flushed when the process dies is lost; the next reading puts it right.
/// </summary>
internal sealed partial class LastSeenBuffer(IDeviceIndex index, ILogger<LastSeenBuffer> logger)
{
    /// <summary>How often it is flushed.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private const int RowsPerWrite = 5_000;

    private readonly ConcurrentQueue<LastSeenMark> _queue = new();

    /// <summary>Notes that the device was seen. Costs two memory accesses unless it is the first time since the last flush.</summary>
    public void Touch(LastSeenMark mark, long nowMs)
    {
        if (mark.Touch(nowMs))
        {
            _queue.Enqueue(mark);
        }
    }

    /// <summary>Stores what was noted since the last time. When storage fails, the rest stays for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        // What is queued while this runs is for the next flush.
        var left = _queue.Count;
        var marks = new List<LastSeenMark>(Math.Min(left, RowsPerWrite));
        while (left > 0)
        {
            marks.Clear();
            while (left > 0 && marks.Count < RowsPerWrite && _queue.TryDequeue(out var mark))
            {
                mark.Dequeue();
                marks.Add(mark);
                left--;
            }

            if (marks.Count == 0 || !await TryStoreAsync(marks, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> TryStoreAsync(List<LastSeenMark> marks, CancellationToken cancellationToken)
    {
        try
        {
            var seen = marks.ConvertAll(mark => new DeviceSeen(mark.DeviceId, DateTimeOffset.FromUnixTimeMilliseconds(mark.AtMs)));
            await index.SaveLastSeenAsync(seen, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogNotStored(failure, marks.Count);
            foreach (var mark in marks.Where(mark => mark.Enqueue()))
            {
                _queue.Enqueue(mark);
            }

            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Last-seen times of {Devices} devices were not stored; trying again with the next flush")]
    private partial void LogNotStored(Exception failure, int devices);
}
