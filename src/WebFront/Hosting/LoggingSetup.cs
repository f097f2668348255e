using FleetActors.Security;
using FleetActors.Settings;

namespace FleetActors.Hosting;

/// <summary>What the web front logs.</summary>
internal static class LoggingSetup
{
    public static void AddFrontLogging(this ILoggingBuilder logging, FrontOptions options)
    {
        logging.AddFleetLogging(options.LogLevel);

        // The framework logs every refused key under our handler's name; a flood of wrong keys must not become a flood of lines.
        logging.AddFilter(typeof(ApiKeyAuthentication).FullName, LogLevel.Warning);
    }
}
