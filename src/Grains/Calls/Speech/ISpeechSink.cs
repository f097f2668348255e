namespace FleetActors.Calls;

/// <summary>Hears what the recogniser makes of a call.</summary>
public interface ISpeechSink
{
    /// <summary>
    /// Takes one event. Called from outside any grain turn, one event at a time and in order; the next waits until the task completes. A failed task
    /// loses that event only.
    /// </summary>
    Task DeliverAsync(SpeechEvent happened);
}
