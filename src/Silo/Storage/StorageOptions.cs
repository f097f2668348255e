namespace FleetActors.Storage;

/// <summary>Settings <c>Storage:*</c>. The name in brackets is read where the setting itself is absent.</summary>
public sealed class StorageOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Storage";

    /// <summary>Orleans' name for SQLite.</summary>
    public const string SqliteInvariant = "System.Data.SQLite";

    /// <summary>Orleans' name for PostgreSQL.</summary>
    public const string PostgresInvariant = "Npgsql";

    /// <summary>Folder of the SQLite file <c>fleet.db</c> [DATA_DIR], created if missing. Default <c>data</c>. Not used with a connection string.</summary>
    public string DataDirectory { get; set; } = string.Empty;

    /// <summary>
    /// Which database, by Orleans' invariant name. Default: what the connection string looks like; <see cref="SqliteInvariant"/> without one.
    /// </summary>
    public string Invariant { get; set; } = string.Empty;

    /// <summary>
    /// Connection string [DATABASE_URL]; for PostgreSQL <c>Host=...;Database=...</c> or <c>postgres://user:password@host/database</c>.
    /// Default: the SQLite file in <see cref="DataDirectory"/>. Holds a password, so never printed.
    /// </summary>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>What PostgreSQL calls the connections of this process, unless the connection string says. Set by the host, not by the operator; default <c>FleetActors</c>.</summary>
    internal string ApplicationName { get; set; } = "FleetActors";
}
