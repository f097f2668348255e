using System.Data;
using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>A parameter of a query.</summary>
internal readonly record struct SqlParameterName(string Name, DbType Type);

/// <summary>A stored query and its parameters, in the order in which values are given. One instance per query: prepared commands are kept by it.</summary>
internal sealed class SqlQuery(string text, params SqlParameterName[] parameters)
{
    public string Text { get; } = text;

    /// <summary>Whether the text is more than one statement; a semicolon inside a literal counts too, which only costs speed.</summary>
    public bool HasSeveralStatements { get; } = text.AsSpan().TrimEnd().TrimEnd(';').Contains(';');

    /// <summary>Set once it has been seen that it returns rows, or none of the rows that it could.</summary>
    public bool ReturnsRows { get; set; }

    /// <summary>Adds it to what will be sent together.</summary>
    public void AddTo(DbBatch batch, object?[] values)
    {
        var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // The text comes from the database's own table of queries.
        command.CommandText = Text;
#pragma warning restore CA2100
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            Name(parameter, parameters[i]);
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>A command that takes its values by <see cref="SetValues"/>.</summary>
    public DbCommand CreateCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text comes from the database's own table of queries.
        command.CommandText = Text;
#pragma warning restore CA2100
        foreach (var wanted in parameters)
        {
            var parameter = command.CreateParameter();
            Name(parameter, wanted);
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

    private static void Name(DbParameter parameter, SqlParameterName wanted)
    {
        parameter.ParameterName = "@" + wanted.Name;
        parameter.DbType = wanted.Type;
    }
}
