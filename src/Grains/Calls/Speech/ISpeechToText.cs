namespace FleetActors.Calls;

/// <summary>Live recognition of a caller's speech. It listens along: nothing that happens to it may delay or end a call.</summary>
public interface ISpeechToText
{
    /// <summary>False: no recogniser is configured, and <see cref="Start"/> must not be called.</summary>
    bool IsEnabled { get; }

    /// <summary>
    /// Starts to listen. Never throws for what the recogniser or the network does and never waits for them; that is told to the sink.
    /// Dispose the session when the call is over, whatever became of it.
    /// </summary>
    ISpeechSession Start(SpeechStart start, ISpeechSink sink);
}
