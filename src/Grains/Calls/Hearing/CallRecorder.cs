using System.Buffers;

namespace FleetActors.Calls;

/// <summary>
/// Writes one call's recording behind the call's back, in order: a store that takes its time, or cannot be written, must not make the call deaf. What cannot wait
/// any more, or comes while the store is away, becomes silence in the recording, so that later sound keeps its place; the first failure is told. Runs on the grain's
/// scheduler.
/// </summary>
internal sealed class CallRecorder(string callId, bool hasRecording, IRecordingStore store, TimeProvider clock, Action<Noted> note)
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    /// <summary>Samples that may wait to be written, 15 s: what a store that stands still costs in memory, for each call.</summary>
    private const int MostUnwritten = 15 * AudioFormats.PhoneRate;

    private readonly ArrayBufferWriter<short> _taken = new();
    private Task _writing = Task.CompletedTask;
    private Task<IRecordingWriter?>? _opening;
    private IRecordingWriter? _writer;
    private bool _isFailureTold;
    private int _unwritten;

    // What could not wait, and belongs behind all that waits; and what could not be written, and belongs before the next that can.
    private int _dropped;
    private long _silence;

    /// <summary>There is something to listen to.</summary>
    public bool HasRecording { get; private set; } = hasRecording;

    /// <summary>False once sound could not be written, or its end is still on its way.</summary>
    public bool IsWhole => !_isFailureTold;

    /// <summary>Open for writing.</summary>
    public bool IsOpen => _writer is not null;

    /// <summary>Sound has come into the recording by another way.</summary>
    public void Came() => HasRecording = true;

    /// <summary>Takes sound; it leaves with the next <see cref="Flush"/>.</summary>
    public void Take(ReadOnlySpan<short> samples) => _taken.Write(samples);

    /// <summary>Takes silence.</summary>
    public void TakeSilence(int samples)
    {
        _taken.GetSpan(samples)[..samples].Clear();
        _taken.Advance(samples);
    }

    /// <summary>Queues what was taken. Returns at once.</summary>
    public void Flush()
    {
        if (_taken.WrittenCount == 0)
        {
            return;
        }

        if (_unwritten > 0 && _unwritten + _taken.WrittenCount > MostUnwritten)
        {
            _dropped += _taken.WrittenCount;
            Tell("The recording cannot be written in time.");
        }
        else
        {
            _writing = WriteAfterAsync(_writing, _dropped, _taken.WrittenSpan.ToArray());
            _dropped = 0;
        }

        _taken.ResetWrittenCount();
    }

    /// <summary>Opens it, if it is not; how many samples are in it, or null when it cannot be opened.</summary>
    public async Task<long?> OpenAsync() => (await OpenOnceAsync())?.Samples;

    /// <summary>Writes what waits and closes it; waits five seconds for that, after which it goes on by itself.</summary>
    public async Task CloseAsync()
    {
        _writing = CloseAfterAsync(_writing);
        try
        {
            await _writing.WaitAsync(ClosePatience, clock);
        }
        catch (TimeoutException)
        {
            Tell("The end of the recording is not written yet.");
        }
    }

    private async Task CloseAfterAsync(Task before)
    {
        await before;
        if (_writer is not { } writer)
        {
            return;
        }

        _writer = null;
        try
        {
            await writer.DisposeAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Tell(failure);
        }
    }

    private async Task WriteAfterAsync(Task before, int dropped, short[] samples)
    {
        _unwritten += samples.Length;
        try
        {
            await before;
            _silence += dropped;
            if (await OpenOnceAsync() is not { } writer)
            {
                _silence += samples.Length;
                return;
            }

            await WriteSilenceAsync(writer);
            HasRecording |= await TryAppendAsync(writer, samples);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Tell(failure);
        }
        finally
        {
            _unwritten -= samples.Length;
        }
    }

    private async Task WriteSilenceAsync(IRecordingWriter writer)
    {
        var second = new short[(int)Math.Min(_silence, AudioFormats.PhoneRate)];
        while (_silence > 0)
        {
            var piece = second.AsMemory(0, (int)Math.Min(_silence, second.Length));
            _silence -= piece.Length;
            await TryAppendAsync(writer, piece);
        }
    }

    /// <summary>What cannot be written counts as silence with the writer: what follows is appended all the same.</summary>
    private async Task<bool> TryAppendAsync(IRecordingWriter writer, ReadOnlyMemory<short> samples)
    {
        try
        {
            await writer.AppendAsync(samples, CancellationToken.None);
            return true;
        }
        catch (RecordingException failure)
        {
            Tell(failure);
            return false;
        }
    }

    /// <summary>Once at a time: a second opening would shut out the first.</summary>
    private Task<IRecordingWriter?> OpenOnceAsync()
    {
        if (_opening is null or { IsCompleted: true })
        {
            _opening = TryOpenAsync();
        }

        return _opening;
    }

    private async Task<IRecordingWriter?> TryOpenAsync()
    {
        try
        {
            return _writer ??= await store.OpenAsync(callId, CancellationToken.None);
        }
        catch (RecordingException failure)
        {
            Tell(failure);
            return null;
        }
    }

    private void Tell(Exception failure) => Tell(failure is RecordingException ? failure.Message : "A part of the recording could not be written.");

    private void Tell(string what)
    {
        if (!_isFailureTold)
        {
            _isFailureTold = true;
            note(new Noted("recording", $"{what} The call goes on."));
        }
    }
}
