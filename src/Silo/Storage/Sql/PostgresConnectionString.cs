using Npgsql;

namespace FleetActors.Storage.Sql;

/// <summary>Reads a PostgreSQL connection string in either of its forms: <c>Host=...;Database=...</c> or <c>postgres://user:password@host:port/database</c>.</summary>
internal static class PostgresConnectionString
{
    /// <summary>What to write instead of one that cannot be read. Says nothing of what was there: any part of it may be the password.</summary>
    public const string Rule =
        "it must be like Host=db;Port=5432;Database=fleet;Username=fleet;Password=... or postgres://fleet:password@db:5432/fleet "
        + "(in this form, special characters of the password as %XX; in the first, a password with ; in quotes).";

    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    // libpq's names that are not also Npgsql's.
    private static readonly Dictionary<string, string> Libpq = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    /// <summary>Whether a text is meant for PostgreSQL, sound or not. SQLite names its file with <c>Data Source</c> and knows no host.</summary>
    public static bool LooksLikeOne(string? text) =>
        text is not null && (text.TrimStart().StartsWith("postgres", StringComparison.OrdinalIgnoreCase) || NamesHost(text));

    /// <summary>Null when it cannot be read or names no host.</summary>
    public static NpgsqlConnectionStringBuilder? TryParse(string text)
    {
        try
        {
            var parts = IsUrl(text) ? FromUrl(text) : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrWhiteSpace(parts.Host) ? null : parts;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static bool IsUrl(string text) => Array.Exists(Schemes, scheme => text.TrimStart().StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private static bool NamesHost(string text) => text.Split(';')
        .Select(static part => part.Split('=', 2)[0].Trim())
        .Any(static name => name.Equals("Host", StringComparison.OrdinalIgnoreCase) || name.Equals("Server", StringComparison.OrdinalIgnoreCase));

    private static NpgsqlConnectionStringBuilder FromUrl(string text)
    {
        var url = new Uri(text.Trim());
        var parts = new NpgsqlConnectionStringBuilder();
        if (url.Host.Length > 0)
        {
            parts.Host = url.Host.Trim('[', ']');
        }

        if (url.Port > 0)
        {
            parts.Port = url.Port;
        }

        if (url.AbsolutePath.Length > 1)
        {
            parts.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        }

        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            parts.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            parts.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(parts, option.Split('=', 2));
        }

        return parts;
    }

    private static void Add(NpgsqlConnectionStringBuilder parts, string[] option)
    {
        var name = Uri.UnescapeDataString(option[0]);
        var value = option.Length > 1 ? Uri.UnescapeDataString(option[1]) : string.Empty;
        parts[Libpq.GetValueOrDefault(name, name)] = name.Equals("sslmode", StringComparison.OrdinalIgnoreCase)
            ? value.Replace("-", string.Empty, StringComparison.Ordinal)
            : value;
    }
}
