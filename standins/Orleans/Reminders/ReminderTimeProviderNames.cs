namespace Orleans.Reminders;

/// <summary>Key under which a clock of its own can be registered for reminders.</summary>
public static class ReminderTimeProviderNames
{
    public const string Reminders = "Orleans.Reminders";
}
