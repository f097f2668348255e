using Microsoft.Extensions.Logging;

namespace FleetActors.Clustering;

/// <summary>A front started before its silos, or without its database, tries until it finds them.</summary>
internal sealed partial class KeepConnecting(TimeProvider time, ILogger<KeepConnecting> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private bool _told;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!_told)
        {
            _told = true;
            LogWaiting(exception.Message);
        }

        await Task.Delay(Wait, time, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo can be reached yet; trying every second: {Reason}")]
    private partial void LogWaiting(string reason);
}
