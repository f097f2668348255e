namespace FleetActors.Sandbox;

/// <summary>Gives the virtual phones a voice: a player for every stream.</summary>
internal sealed class CallerMedia(World world, SoundMemory sounds) : IMediaConnector, IDisposable
{
    private readonly Dictionary<MediaStream, CancellationTokenSource> _playing = [];

    public void Open(Leg leg, MediaStream stream, MediaOutcome outcome)
    {
        var line = leg.Line;
        var stop = new CancellationTokenSource();
        _playing[stream] = stop;
        var player = new MediaPlayer(world, leg, MediaCaller.Of(leg), line, stream, outcome);
        _ = Task.Run(async () =>
        {
            if (line.Words.Count > 0)
            {
                // The recogniser knows a voice by its sound, which it must have learnt before it hears it.
                sounds.Learn(line, line.CodecFor(stream));
            }

            await player.RunAsync(stop.Token);
        });
    }

    public void Close(Leg leg, MediaStream stream)
    {
        if (_playing.Remove(stream, out var stop))
        {
            // Not here: whoever waits for the player would run on inside the world's lock.
            _ = Task.Run(stop.Cancel);
        }
    }

    public void Dispose() => world.Enter(() =>
    {
        foreach (var stop in _playing.Values)
        {
            _ = Task.Run(stop.Cancel);
        }

        _playing.Clear();
    });
}
