using Microsoft.Extensions.Logging;

namespace FleetActors.Hosting;

/// <summary>What is logged: our own words from the chosen level, the framework's from warnings, one line each on standard output, times in UTC.</summary>
internal static class FleetLogging
{
    public static void AddFleetLogging(this ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("FleetActors", level);

        // A start that fails is told once, by Main.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        // It says nothing above information, and as long as it might it makes an activity and a log scope for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
    }
}
