namespace FleetActors.Calls;

/// <summary>Inference over what a caller said. An answer is advice: it can add to what the phrase file found and take nothing away.</summary>
public interface ITriage
{
    /// <summary>
    /// Asks once; safe to repeat. Never throws for what the model or the network does: a failure is <see cref="TriageAnswer.Failed"/>. Only cancellation is thrown.
    /// </summary>
    /// <param name="transcript">What the caller said, any length: data, never an instruction.</param>
    Task<TriageAnswer> AskAsync(string transcript, CancellationToken cancellationToken);
}
