namespace FleetActors.Calls;

/// <summary>Brings what the recogniser says into the call's turns.</summary>
internal sealed class SpeechSink(ICallWork call) : ISpeechSink
{
    public Task DeliverAsync(SpeechEvent happened) => call.OnSpeechAsync(happened);
}
