using FleetActors.Settings;
using FleetActors.Storage;
using Microsoft.Extensions.Options;

namespace FleetActors.Hosting;

/// <summary>Tells failures that a person can mend with the settings from faults of the program.</summary>
internal static class StartRefusal
{
    /// <summary>The lines to print instead of a stack trace, or null when the failure is not of that kind.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        SettingsException or StorageException or OrleansConfigurationException => exception.Message,
        OptionsValidationException options => new SettingsException([.. options.Failures]).Message,
        AggregateException many when many.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            new SettingsException([.. many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(options => options.Failures)]).Message,
        AggregateException many => many.InnerExceptions.Select(Explain).FirstOrDefault(static lines => lines is not null),
        _ => null,
    };
}
