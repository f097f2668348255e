using System.Collections.Immutable;
using FleetActors.Calls;

namespace FleetActors.Media;

/// <summary>
/// Frames on their way to the call, bounded: when more come than it takes, the oldest are dropped and counted. Their numbers are then missing, so the call
/// puts silence in their place. For one writer and one reader at a time.
/// </summary>
internal sealed class FrameQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<AudioFrame> _frames = new();
    private readonly MediaLimits _limits;
    private readonly long _batchBytes;
    private readonly long _backlogBytes;
    private long _bytes;
    private long _lostBefore;

    public FrameQueue(MediaLimits limits, AudioFormat format)
    {
        _limits = limits;
        _batchBytes = SoundBytes.In(format, limits.Batch);
        _backlogBytes = SoundBytes.In(format, limits.Backlog);
    }

    /// <summary>Frames dropped so far.</summary>
    public long Lost { get; private set; }

    /// <summary>There is enough for a batch.</summary>
    public bool IsDue
    {
        get
        {
            lock (_gate)
            {
                return HasBatch;
            }
        }
    }

    /// <summary>Adds a frame; true when there is enough for a batch.</summary>
    public bool Add(AudioFrame frame)
    {
        lock (_gate)
        {
            _frames.Enqueue(frame);
            _bytes += frame.Payload.Length;
            while (_frames.Count > 1 && (_bytes > _backlogBytes || _frames.Count > _limits.MaxBacklogFrames))
            {
                _bytes -= _frames.Dequeue().Payload.Length;
                Lost++;
            }

            return HasBatch;
        }
    }

    /// <summary>Takes the next batch; false when there is not enough for one.</summary>
    /// <param name="rest">Take also what is less than a batch.</param>
    /// <param name="dropped">Frames that were dropped between the batch before and this one.</param>
    public bool TryTake(bool rest, out ImmutableArray<AudioFrame> batch, out long dropped)
    {
        lock (_gate)
        {
            if (_frames.Count == 0 || !(rest || HasBatch))
            {
                (batch, dropped) = ([], 0);
                return false;
            }

            // What piled up goes in larger pieces, or it would never be caught up with.
            var frames = ImmutableArray.CreateBuilder<AudioFrame>(Math.Min(_frames.Count, _limits.MaxBatchFrames));
            while (frames.Count < frames.Capacity)
            {
                var frame = _frames.Dequeue();
                _bytes -= frame.Payload.Length;
                frames.Add(frame);
            }

            batch = frames.MoveToImmutable();
            dropped = Lost - _lostBefore;
            _lostBefore = Lost;
            return true;
        }
    }

    private bool HasBatch => _bytes >= _batchBytes || _frames.Count >= _limits.MaxBatchFrames;
}
