namespace FleetActors.Storage;

/// <summary>A grain that stores what an alert stores, and a reminder.</summary>
[Alias("fleet.test.kept-alert")]
public interface IKeptAlertGrain : IGrainWithStringKey
{
    [Alias("Open")]
    Task OpenAsync(string? dedupKey);

    /// <summary>As <see cref="OpenAsync"/>, but says what kind of failure it met.</summary>
    [Alias("TryOpen")]
    Task<string> TryOpenAsync(string dedupKey);

    [Alias("Status")]
    Task<string?> StatusAsync();

    [Alias("Remind")]
    Task RemindAsync(string name);

    [Alias("Reminders")]
    Task<string[]> RemindersAsync();
}

internal sealed class KeptAlertGrain([PersistentState(StorageNames.Alert, StorageNames.Fleet)] IPersistentState<StoredAlert> alert)
    : Grain, IKeptAlertGrain, IRemindable
{
    public async Task OpenAsync(string? dedupKey)
    {
        alert.State = new StoredAlert { Index = new StoredAlertIndex(this.GetPrimaryKeyString()) { DedupKey = dedupKey } };
        await alert.WriteStateAsync();
    }

    public async Task<string> TryOpenAsync(string dedupKey)
    {
        try
        {
            await OpenAsync(dedupKey);
            return "stored";
        }
        catch (Exception exception) when (StorageErrors.IsDuplicateKey(exception))
        {
            return "duplicate";
        }
    }

    public Task<string?> StatusAsync() => Task.FromResult(alert.State.Index?.Status);

    public Task RemindAsync(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public async Task<string[]> RemindersAsync() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
