namespace FleetActors.StandIns.Grains;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan dueTime, TimeSpan period);

    Task Forget(string name);

    Task<IReadOnlyList<string>> Names();

    Task<bool> Has(string name);

    Task End();
}

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private string Key => this.GetPrimaryKeyString();

    public Task Remind(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Forget(string name)
    {
        var reminder = await this.GetReminder(name);
        await this.UnregisterReminder(reminder!);
    }

    public async Task<IReadOnlyList<string>> Names()
    {
        var reminders = await this.GetReminders();
        return [.. reminders.Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];
    }

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var number = Signals.LogOf(Key).Count + 1;
        Signals.Log(Key, $"{reminderName} {status.CurrentTickTime:HH:mm:ss} first {status.FirstTickTime:HH:mm:ss} every {status.Period}");
        Signals.Set($"{Key} reminder {number}");
        if (reminderName == "failing")
        {
            throw new InvalidOperationException("A reminder that fails comes again.");
        }

        if (reminderName == "slow")
        {
            await Signals.Of($"{Key} may end");
        }
    }
}
