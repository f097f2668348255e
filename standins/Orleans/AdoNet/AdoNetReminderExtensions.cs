using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.AdoNet;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Adds reminders kept in a SQL database that has Orleans' tables and queries.</summary>
public static class AdoNetReminderExtensions
{
    /// <summary>Adds reminders.</summary>
    public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<AdoNetReminderTableOptions> configureOptions)
        => builder.UseAdoNetReminderService(options => options.Configure(configureOptions));

    /// <summary>Adds reminders.</summary>
    public static ISiloBuilder UseAdoNetReminderService(
        this ISiloBuilder builder, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions)
        => builder.ConfigureServices(services => services.UseAdoNetReminderService(configureOptions));

    /// <summary>Adds reminders.</summary>
    public static IServiceCollection UseAdoNetReminderService(
        this IServiceCollection services, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureOptions);
        services.AddReminders();
        services.AddSingleton<IReminderTable, AdoNetReminderTable>();
        services.AddSingleton<IConfigurationValidator, AdoNetReminderTableOptionsValidator>();
        configureOptions(services.AddOptions<AdoNetReminderTableOptions>());
        return services;
    }
}
