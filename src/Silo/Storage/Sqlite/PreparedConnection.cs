using Microsoft.Data.Sqlite;

namespace FleetActors.Storage.Sqlite;

/// <summary>An open connection and the commands that were used on it, prepared once. For one thread at a time.</summary>
internal sealed class PreparedConnection : IDisposable
{
    private readonly Dictionary<SqliteStatement, SqliteCommand> _commands = [];
    private readonly SqliteConnection _connection;

    /// <summary>Opens the connection, of its own and not of the driver's pool: it is set up for one purpose.</summary>
    public PreparedConnection(string connectionString, SqliteStatement setup)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            _connection.Open();
            Execute(setup);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The command of a statement, with its values set.</summary>
    public SqliteCommand Command(SqliteStatement statement, object?[] values)
    {
        if (!_commands.TryGetValue(statement, out var command))
        {
            command = statement.CreateCommand(_connection);
            _commands.Add(statement, command);
        }

        SqliteStatement.SetValues(command, values);
        return command;
    }

    /// <summary>Runs a statement without parameters.</summary>
    public void Execute(SqliteStatement statement) => Command(statement, []).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }
}
