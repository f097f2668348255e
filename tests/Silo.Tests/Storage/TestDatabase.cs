using System.Data.Common;
using System.Globalization;
using FleetActors.Storage.Sql;
using Microsoft.Extensions.Options;

namespace FleetActors.Storage;

/// <summary>A database of one test's own, which goes with it.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => new SqliteTestDatabase(),
        DatabaseKind.Postgres => new PostgresTestDatabase(await (await TestKit.PostgresServer.SharedAsync()).CreateDatabaseAsync()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Tells the product where it is.</summary>
    public abstract void Configure(StorageOptions options);

    /// <summary>The product's view of it, as a process of its own has it.</summary>
    public FleetDatabase Open()
    {
        var options = new StorageOptions();
        Configure(options);
        return new FleetDatabase(Options.Create(options));
    }

    /// <summary>A connection of a stranger: what it sees is stored.</summary>
    public DbConnection Connect()
    {
        var connection = CreateConnection();
        connection.Open();
        return connection;
    }

    /// <summary>SQL that reads stored bytes as text.</summary>
    public abstract string TextOf(string column);

    /// <summary>SQL that makes bytes of a text.</summary>
    public abstract string BytesOf(string text);

    /// <summary>Names of the tables, in order.</summary>
    public abstract IReadOnlyList<string> Tables();

    /// <summary>Names of a table's columns in lower case, in order.</summary>
    public abstract IReadOnlyList<string> Columns(string table);

    public T Scalar<T>(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), CultureInfo.InvariantCulture);
    }

    /// <summary>Rows with | between the values and - for NULL.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? "-" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public abstract ValueTask DisposeAsync();

    protected abstract DbConnection CreateConnection();
}
