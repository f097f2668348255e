using System.Data;
using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>A parameter of a query.</summary>
internal readonly record struct SqlParameterName(string Name, DbType Type);

/// <summary>A stored query and its parameters, in the order in which values are given. One instance per query: prepared commands are kept by it.</summary>
internal sealed class SqlQuery(string text, params SqlParameterName[] parameters)
{
    public string Text { get; } = text;

    /// <summary>A command that takes its values by <see cref="SetValues"/>.</summary>
    public DbCommand CreateCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text comes from the database's own table of queries.
        command.CommandText = Text;
#pragma warning restore CA2100
        foreach (var (name, type) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static void SetValues(DbCommand command, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
