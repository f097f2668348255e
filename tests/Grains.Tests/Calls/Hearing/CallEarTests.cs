namespace FleetActors.Calls;

public sealed class CallEarTests : CallInSilo
{
    private static readonly StreamStart Stream = new("stream-1", "", CallStory.Leg, Pcmu, new SoundPlace(51, 8000));

    [Fact]
    public async Task Open_WhenNoMoreSoundIsTaken_IsNotListened()
    {
        World.Speech.IsEnabled = true;
        var ear = Ear();
        (await ear.StopAsync(null)).ShouldBeTrue();

        await ear.OpenAsync(Stream, World.Clock.Now);

        (ear.Place, World.Recordings.Opened, World.Speech.Sessions.Count).ShouldBe((null, 0, 0));
    }

    [Fact]
    public async Task Stop_WhileTheRecordingIsBeingOpened_ClosesItAndDoesNotListen()
    {
        World.Speech.IsEnabled = true;
        var ear = Ear();
        var away = new TaskCompletionSource();
        World.Recordings.Opening = away.Task;
        var opening = ear.OpenAsync(Stream, World.Clock.Now);
        var stopping = ear.StopAsync(null);
        opening.IsCompleted.ShouldBeFalse();

        away.SetResult();
        await opening;

        (await stopping).ShouldBeTrue();
        (ear.Place, World.Recordings.Opened, World.Recordings.Open, World.Speech.Sessions.Count).ShouldBe((null, 1, 0, 0), "a provider's recording may come now");
    }

    private CallEar Ear() => new(Id, Heard.Nothing, World.Clock.Now, Cluster.Service<CallServices>(), new NobodysSpeech());

    private sealed class NobodysSpeech : ISpeechSink
    {
        public Task DeliverAsync(SpeechEvent happened) => throw new NotSupportedException("Nobody speaks in this test.");
    }
}
