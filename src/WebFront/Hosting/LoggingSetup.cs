using FleetActors.Settings;

namespace FleetActors.Hosting;

/// <summary>What is logged: our own words from the chosen level, the framework's from warnings, one line each on standard output, times in UTC.</summary>
internal static class LoggingSetup
{
    public static void AddFrontLogging(this ILoggingBuilder logging, FrontOptions options)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("FleetActors", options.LogLevel);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
    }
}
