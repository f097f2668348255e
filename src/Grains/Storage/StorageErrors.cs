namespace FleetActors.Storage;

/// <summary>Reads what storage exceptions mean. By text, because an exception that crossed silos keeps its message but may lose its type.</summary>
public static class StorageErrors
{
    private static readonly string[] DuplicateKeyTexts = ["UNIQUE constraint failed", "23505", "duplicate key value"];

    /// <summary>Whether a write was refused because a unique key is taken; looks through wrapped exceptions.</summary>
    public static bool IsDuplicateKey(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (DuplicateKeyTexts.Any(text => current.Message.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
