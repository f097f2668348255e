using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>An open connection and the commands that were used on it, prepared once. For one thread at a time.</summary>
internal sealed class PreparedConnection : IDisposable
{
    private readonly Dictionary<SqlQuery, DbCommand> _commands = [];
    private readonly DbConnection _connection;

    public PreparedConnection(DbProviderFactory factory, string connectionString, string setup)
    {
        _connection = factory.CreateConnection()!;
        try
        {
            _connection.ConnectionString = connectionString;
            _connection.Open();
            Execute(setup);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The command of a query, with its values set.</summary>
    public DbCommand Command(SqlQuery query, object?[] values)
    {
        if (!_commands.TryGetValue(query, out var command))
        {
            command = query.CreateCommand(_connection);
            _commands.Add(query, command);
        }

        SqlQuery.SetValues(command, values);
        return command;
    }

    /// <summary>Runs a query without parameters.</summary>
    public void Execute(SqlQuery query) => Command(query, []).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
