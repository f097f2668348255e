namespace FleetActors.Alerts;

/// <summary>Inference over free-form sensor data. An answer is advice: the alert decides what it may change.</summary>
public interface ISeverityClassifier
{
    /// <summary>
    /// Asks once. Never throws for what the model or the network does: a failure is <see cref="ClassifierAnswer.Failed"/>. Only cancellation is thrown.
    /// </summary>
    /// <param name="sensorJson">The sensor data as JSON text.</param>
    Task<ClassifierAnswer> ClassifyAsync(string sensorJson, CancellationToken cancellationToken);
}
