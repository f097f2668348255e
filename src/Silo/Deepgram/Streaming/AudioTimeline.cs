using FleetActors.Calls;

namespace FleetActors.Deepgram.Streaming;

/// <summary>
/// Translates a connection's own seconds, which begin at zero with every connection and know nothing of audio left out, into positions and times of the call.
/// </summary>
internal sealed class AudioTimeline(SpeechStart start, long from)
{
    private readonly List<(long Sent, long Position)> _pieces = [(0, from)];

    /// <summary>From here on the bytes sent come from another position.</summary>
    /// <param name="sent">Bytes sent on the connection so far.</param>
    public void Jump(long sent, long position) => _pieces.Add((sent, position));

    /// <summary>Position of a moment of the connection; anything that is no moment counts as its start.</summary>
    public long PositionAt(double seconds)
    {
        var sent = double.IsFinite(seconds) && seconds > 0 ? (long)Math.Min(Math.Round(seconds * start.SampleRate), 1e12) * start.BytesPerSample : 0;
        var (pieceSent, position) = _pieces.FindLast(piece => piece.Sent <= sent);
        return position + sent - pieceSent;
    }

    /// <summary>When in the call a position is.</summary>
    public static TimeSpan TimeOf(SpeechStart start, long position) =>
        start.Offset + TimeSpan.FromTicks((long)((Int128)position * TimeSpan.TicksPerSecond / start.BytesPerSecond));
}
