using System.Net.Sockets;
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
        _ when TakenPort(exception) is { } taken =>
            $"A port that this process listens on was taken while it started ({taken.Message}). Start it again, or set another one: PORT, Cluster__HealthPort, Cluster__SiloPort, Cluster__GatewayPort.",
        AggregateException many => many.InnerExceptions.Select(Explain).FirstOrDefault(static lines => lines is not null),
        _ => null,
    };

    private static SocketException? TakenPort(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } taken)
            {
                return taken;
            }
        }

        return null;
    }
}
