using System.Threading.Channels;
using FleetActors.Calls;

namespace FleetActors.Support;

/// <summary>Makes a <see cref="FakeCall"/> keep the place of its stream, and forget the stream as a call does that has moved. Frames of 160 samples, in order.</summary>
internal sealed class PlacedCall
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _taken = Channel.CreateUnbounded<bool>();
    private SoundPlace _place = new(null, 0);
    private bool _isOpen;
    private bool _losesAnswer;

    public PlacedCall(FakeCall call) => (call.OnOpen, call.OnAudio) = (OpenAsync, AcceptAsync);

    /// <summary>The process is gone.</summary>
    public void Forget(bool losesAnswer = false)
    {
        lock (_gate)
        {
            (_isOpen, _losesAnswer) = (false, losesAnswer);
        }
    }

    /// <summary>Waits until everything before this frame was taken.</summary>
    public async Task WhenNextIsAsync(long chunk)
    {
        while (Next != chunk)
        {
            await _taken.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private long? Next
    {
        get
        {
            lock (_gate)
            {
                return _place.Chunk;
            }
        }
    }

    private Task<StreamOpening> OpenAsync(StreamStart start)
    {
        lock (_gate)
        {
            (_isOpen, _place) = (true, start.Place ?? new SoundPlace(null, 0));
            return _losesAnswer ? new TaskCompletionSource<StreamOpening>().Task : Task.FromResult(StreamOpening.Welcome with { Place = _place });
        }
    }

    private ValueTask<AudioReply> AcceptAsync(AudioBatch batch)
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return ValueTask.FromResult(AudioReply.UnknownStream);
            }

            if (batch.Frames.IsEmpty)
            {
                return ValueTask.FromResult(AudioReply.Taken with { Place = _place });
            }

            _place = new SoundPlace(batch.Frames[^1].Chunk + 1, _place.Sample + (batch.Frames.Length * 160));
        }

        _taken.Writer.TryWrite(true);
        return ValueTask.FromResult(AudioReply.Taken with { Place = _place });
    }
}
