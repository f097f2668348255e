using System.Data;
using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>A parameter of a query.</summary>
internal readonly record struct SqlParameterName(string Name, DbType Type);

/// <summary>A stored query and its parameters, in the order in which values are given.</summary>
internal sealed class SqlQuery(string text, params SqlParameterName[] parameters)
{
    /// <summary>A command with its values.</summary>
    public DbCommand CreateCommand(DbConnection connection, object?[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text comes from the database's own table of queries.
        command.CommandText = text;
#pragma warning restore CA2100
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + parameters[i].Name;
            parameter.DbType = parameters[i].Type;
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
