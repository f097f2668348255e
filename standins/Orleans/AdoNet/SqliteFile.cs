using System.Data.Common;

namespace Orleans.AdoNet;

/// <summary>What is particular to SQLite.</summary>
internal static class SqliteFile
{
    private const string DataSource = "Data Source";

    // 1 generic, 18 too big, 19 constraint, 20 mismatch, 25 range: SQLite takes back the statement and keeps the transaction.
    private static readonly int[] StatementErrors = [1, 18, 19, 20, 25];

    /// <summary>The full path of the file; null for a database in memory, which connections cannot share.</summary>
    public static string? Of(DbProviderFactory factory, string connectionString)
    {
        var parts = Parts(factory, connectionString);
        var source = (string)parts[DataSource];
        var inMemory = source.Length == 0 || source.StartsWith(':') || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || connectionString.Contains("Mode=Memory", StringComparison.OrdinalIgnoreCase);
        return inMemory ? null : Path.GetFullPath(source);
    }

    /// <summary>The same database, on connections that really close.</summary>
    public static string Unpooled(DbProviderFactory factory, string connectionString)
    {
        var parts = Parts(factory, connectionString);
        parts["Pooling"] = false;
        return parts.ConnectionString;
    }

    /// <summary>Whether only the statement failed and the transaction goes on.</summary>
    public static bool IsStatementError(Exception exception)
        => exception is not DbException
            || (exception.GetType().GetProperty("SqliteErrorCode")?.GetValue(exception) is int code && StatementErrors.Contains(code));

    private static DbConnectionStringBuilder Parts(DbProviderFactory factory, string connectionString)
    {
        var parts = factory.CreateConnectionStringBuilder()!;
        parts.ConnectionString = connectionString;
        return parts;
    }
}
