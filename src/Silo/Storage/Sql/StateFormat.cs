using System.Data.Common;

namespace FleetActors.Storage.Sql;

/// <summary>
/// What a release must understand to work with the states in this database: one number, beside the schema. Members, and kinds of events in a timeline, that
/// a release does not know are kept by it and need no higher one; it is raised when stored state says something in a way that the release before would misread.
/// <list type="bullet">
/// <item>1: an alert is its whole state.</item>
/// <item>2: an alert is its timeline. What read format 1 alone takes such an alert for one that was never opened.</item>
/// </list>
/// </summary>
internal static class StateFormat
{
    /// <summary>What this release writes. It reads this and everything before.</summary>
    public const int Current = 2;

    /// <summary>That of a database or file which does not say.</summary>
    public const int BeforeItWasNoted = 2;

    /// <summary>The table, not a step of the schema: a release is told by it why it does not fit, not by a step that it does not know.</summary>
    public const string CreateTable = "CREATE TABLE IF NOT EXISTS state_format (format INTEGER NOT NULL);";

    /// <summary>Notes that this release writes from now on; safe to repeat. Within the transaction that nobody else is in at the same time.</summary>
    /// <exception cref="StorageException">A newer release has noted that it does, in a format that this one does not understand.</exception>
    public static async Task ClaimAsync(DbConnection connection, string database, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(connection, cancellationToken);
        if (found > Current)
        {
            throw new StorageException(
                $"The database {database} holds state in format {found}, this release reads formats up to {Current}: a newer release has written to it. "
                + "Run that release or a later one, or point DATA_DIR or DATABASE_URL elsewhere.");
        }

        if (found != Current)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = found is null ? "INSERT INTO state_format (format) VALUES (@format);" : "UPDATE state_format SET format = @format;";
            await command.With("@format", Current).ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The format of a database as it is, outside of any transaction. One that no release with a format has started on has the first that there was a number for.</summary>
    public static async Task<int> OfAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(connection, cancellationToken) ?? BeforeItWasNoted;
        }
        catch (DbException)
        {
            // No such table; what else may be wrong shows with the next question.
            return BeforeItWasNoted;
        }
    }

    private static async Task<int?> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT format FROM state_format;";
        var found = await command.ReadAsync(static row => row.GetInt32(0), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }
}
