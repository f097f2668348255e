using FleetActors.OnCall;
using FleetActors.Time;
using Microsoft.Extensions.Options;

namespace FleetActors.Alerts;

/// <summary>What every alert needs from its silo, resolved once for all of them.</summary>
internal sealed class AlertServices(
    GrainClock clock,
    IOnCallLookup onCall,
    IPolicyChoice policies,
    ISeverityClassifier classifier,
    IOptions<AlertOptions> options,
    Microsoft.Extensions.Logging.ILogger<AlertGrain> log)
{
    public GrainClock Clock { get; } = clock;

    public IOnCallLookup OnCall { get; } = onCall;

    public IPolicyChoice Policies { get; } = policies;

    public ISeverityClassifier Classifier { get; } = classifier;

    public AlertOptions Options { get; } = options.Value;

    public Microsoft.Extensions.Logging.ILogger Log { get; } = log;
}
