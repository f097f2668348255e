using FleetActors.Calls;

namespace FleetActors.Media;

/// <summary>
/// The last sound that the call took, and where its stream stood before each piece: when the call has moved, the process that took it may not have lived to write it, and it is
/// handed over again from there. For one user at a time.
/// </summary>
internal sealed class TakenSound(MediaLimits limits, AudioFormat format)
{
    private readonly Queue<(SoundPlace Before, AudioBatch Batch, long Bytes)> _pieces = new();
    private readonly long _mostBytes = SoundBytes.In(format, limits.Recall);
    private long _bytes;

    /// <summary>Where the stream stands, so that what comes next goes on there; null when the call does not tell.</summary>
    public SoundPlace? Place { get; private set; }

    /// <summary>The call listens to the stream, which begins or goes on there.</summary>
    public void Open(SoundPlace? place) => Place = place;

    /// <summary>The call took a piece, and stands there now.</summary>
    public void Add(AudioBatch batch, SoundPlace? place)
    {
        if (Place is { } before && place is not null && batch.Frames.Length > 0)
        {
            var bytes = batch.Frames.Sum(static frame => (long)frame.Payload.Length);
            _pieces.Enqueue((before, batch, bytes));
            _bytes += bytes;
            while (_pieces.Count > 0 && (_bytes > _mostBytes || _pieces.Count > limits.MaxBacklogFrames))
            {
                _bytes -= _pieces.Dequeue().Bytes;
            }
        }

        Place = place;
    }

    /// <summary>Gives back the pieces that are kept, oldest first. The stream stands before them then.</summary>
    public AudioBatch[] Recall()
    {
        if (_pieces.TryPeek(out var first))
        {
            Place = first.Before;
        }

        AudioBatch[] pieces = [.. _pieces.Select(static piece => piece.Batch)];
        _pieces.Clear();
        _bytes = 0;
        return pieces;
    }
}
