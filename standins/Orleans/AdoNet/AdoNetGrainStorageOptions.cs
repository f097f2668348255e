using System.Data.Common;
using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Settings of grain storage in a SQL database.</summary>
public class AdoNetGrainStorageOptions : IStorageProviderSerializerOptions
{
    public const int DEFAULT_INIT_STAGE = ServiceLifecycleStage.ApplicationServices;

    public const string DEFAULT_ADONET_INVARIANT = "Microsoft.Data.SqlClient";

    /// <summary>Connection string. Required: a <see cref="DataSource"/> is not supported here.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Not supported here.</summary>
    public DbDataSource? DataSource { get; set; }

    /// <summary>Stage of the silo at which the queries are read.</summary>
    public int InitStage { get; set; } = DEFAULT_INIT_STAGE;

    /// <summary>Which database: <c>System.Data.SQLite</c> or <c>Npgsql</c>.</summary>
    public string Invariant { get; set; } = DEFAULT_ADONET_INVARIANT;

    /// <summary>Turns states into bytes; without one set, the one registered under the provider's name, else the silo's default.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>Clearing a state removes its row instead of emptying it. Default false.</summary>
    public bool DeleteStateOnClear { get; set; }
}

internal sealed class AdoNetGrainStorageOptionsValidator(AdoNetGrainStorageOptions options, string name) : IConfigurationValidator
{
    public void ValidateConfiguration() => AdoNetSettings.Validate(nameof(AdoNetGrainStorageOptions), name, options.Invariant, options.ConnectionString);
}
