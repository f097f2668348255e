namespace FleetActors.Sandbox;

/// <summary>What of a leg is being recorded.</summary>
/// <param name="Address">Where its API stands, such as <c>http://127.0.0.1:5001</c>.</param>
/// <param name="Format">The key under which the webhook names it: <c>wav</c> or <c>mp3</c>.</param>
/// <param name="FromMs">Place in the caller's sound.</param>
internal sealed record LegRecording(string Address, string Format, string Channels, DateTimeOffset StartedAt, long FromMs);

/// <summary>Records the caller's sound, keeps it for ten minutes and says where. Used only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class Recorder(World world, CallEvents events)
{
    private const int Rate = 8000;
    private const int MostKept = 100;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Queue<string> _order = [];

    public void Start(Leg leg, string format, string channels)
    {
        leg.Recording ??= new LegRecording(leg.ApiAddress, format, channels, world.Now, leg.Media.SentMs);

        // A caller waits for the line before speaking; where nobody streams, the recorder is who listens.
        if (leg is { Media.Connections: 0, WhenSpoken: { } whenSpoken } && leg.Line.Samples.Length > 0)
        {
            leg.WhenSpoken = null;
            leg.Pending.Add(world.After(leg.Line.Duration / leg.Line.Speed, whenSpoken));
        }
    }

    /// <summary>Ends it and says where it is; harmless when there is none.</summary>
    public void Stop(Leg leg)
    {
        if (leg.Recording is not { } recording)
        {
            return;
        }

        leg.Recording = null;
        var id = Identifiers.NewId();
        Keep(id, WavSound.Write(Heard(leg, recording), Rate));
        events.RecordingSaved(leg, recording, $"{recording.Address}/recordings/{id}.wav");
    }

    /// <summary>The file; null when there is none, or none any more.</summary>
    public byte[]? Find(string id) => _files.GetValueOrDefault(id);

    private void Keep(string id, byte[] file)
    {
        _files[id] = file;
        _order.Enqueue(id);
        if (_order.Count > MostKept)
        {
            _files.Remove(_order.Dequeue());
        }

        world.After(Life, () => _files.Remove(id));
    }

    private short[] Heard(Leg leg, LegRecording recording)
    {
        var lasted = world.Now - recording.StartedAt;
        lasted = (lasted < Longest ? lasted : Longest) * leg.Line.Speed;
        var said = MediaCodecs.ToRate(leg.Line.Samples, leg.Line.SampleRate, Rate);
        var from = Math.Min(said.Length, recording.FromMs * (Rate / 1000));
        var length = (int)(lasted.TotalSeconds * Rate);
        var sound = said.Length == 0 ? new short[length] : said[(int)from..(int)Math.Min(said.Length, from + length)];
        return sound;
    }
}
