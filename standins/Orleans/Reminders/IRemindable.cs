using Orleans.Runtime;

namespace Orleans;

/// <summary>Grains that receive reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. It may come late, or again after a crash.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
