namespace Orleans.Runtime;

/// <summary>What a grain holds of its reminder.</summary>
internal sealed record GrainReminder(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder
{
    public static GrainReminder Of(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag ?? string.Empty);
}
