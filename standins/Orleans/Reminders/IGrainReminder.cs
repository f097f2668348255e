namespace Orleans.Runtime;

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    /// <summary>Name within the grain.</summary>
    string ReminderName { get; }
}

/// <summary>A reminder operation failed.</summary>
[GenerateSerializer]
public sealed class ReminderException(string message) : OrleansException(message);
