using System.Data.Common;
using Microsoft.Extensions.Options;

namespace Orleans.Configuration;

/// <summary>Settings of reminders in a SQL database.</summary>
public class AdoNetReminderTableOptions
{
    /// <summary>Which database: <c>System.Data.SQLite</c> or <c>Npgsql</c>. Required.</summary>
    public string Invariant { get; set; } = null!;

    /// <summary>Connection string. Required: a <see cref="DataSource"/> is not supported here.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Not supported here.</summary>
    public DbDataSource? DataSource { get; set; }
}

internal sealed class AdoNetReminderTableOptionsValidator(IOptions<AdoNetReminderTableOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration() =>
        AdoNetSettings.Validate(nameof(AdoNetReminderTableOptions), string.Empty, options.Value.Invariant, options.Value.ConnectionString);
}
