namespace FleetActors.Sandbox.Tests;

/// <summary>Phones without sound: every stream fails at once as if its socket could not be reached.</summary>
internal sealed class NoMedia : IMediaConnector
{
    public void Open(Leg leg, MediaStream stream, MediaOutcome outcome) => outcome.Failed("connection_failed");

    public void Close(Leg leg, MediaStream stream)
    {
    }
}
