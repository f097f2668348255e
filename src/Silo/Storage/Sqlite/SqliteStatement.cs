using Microsoft.Data.Sqlite;

namespace FleetActors.Storage.Sqlite;

/// <summary>A statement, or several, and the names of its parameters in the order in which values are given. One instance for each: prepared commands are kept by it.</summary>
internal sealed class SqliteStatement(string text, params string[] parameters)
{
    /// <summary>A command that takes its values by <see cref="SetValues"/>.</summary>
    public SqliteCommand CreateCommand(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    /// <summary>Sets the values of the parameters; null is SQL's NULL.</summary>
    public static void SetValues(SqliteCommand command, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
