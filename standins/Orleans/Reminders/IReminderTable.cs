using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    /// <summary>Prepares the table; runs once, before anything else.</summary>
#pragma warning disable CS0618 // Tables that only have the older form still work.
    Task StartAsync(CancellationToken cancellationToken = default) => Init();
#pragma warning restore CS0618

    /// <summary>Older form of <see cref="StartAsync"/>.</summary>
    [Obsolete("Implement and use StartAsync instead")]
    Task Init() => Task.CompletedTask;

    /// <summary>All reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// All reminders whose grain hash (<see cref="GrainId.GetUniformHashCode"/>) lies after <paramref name="begin"/> up to and with
    /// <paramref name="end"/>; wraps around when begin is not less than end.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Stores a reminder whatever was there; gives its new etag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder; false if it is gone or has another etag.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes all of them.</summary>
    Task TestOnlyClearTable();

    /// <summary>Runs once, after everything else.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
