using System.Buffers;
using Microsoft.Extensions.Logging;

namespace FleetActors.Calls;

/// <summary>
/// Has one call recorded behind the call's back, in order: a store that takes its time, or cannot be written, must not make the call deaf. A write that fails is tried
/// again, and what comes meanwhile waits. Only what there is no room for becomes silence; that is told as a hole. Runs on the grain's scheduler.
/// </summary>
internal sealed partial class CallRecorder
{
    /// <summary>
    /// Samples that may wait to be written, 40 s or 640 KB: what a store that stands still costs in memory, for each call. More than a front may hand over at once after an
    /// outage, which is the half minute that waited and two seconds once more, with what comes while it does: a store in good order never costs sound.
    /// </summary>
    private const int MostWaiting = 40 * AudioFormats.PhoneRate;

    private const int MostTold = 10;

    /// <summary>First and longest pause between tries.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    /// <summary>How long the end of a call is tried to be written when nobody waits for it any more.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(30);

    private readonly string _callId;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Action<Noted> _note;
    private readonly Action<SoundSpan> _lose;
    private readonly RecordingPen _pen;
    private readonly ArrayBufferWriter<short> _taken = new();
    private readonly Queue<Piece> _queue = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private Task _writing = Task.CompletedTask;
    private Task? _closing;
    private DateTimeOffset? _lastTryAt;
    private string _failure = "";
    private bool _isOver;
    private int _waiting;
    private long _takenAt;

    /// <param name="hasRecording">There is one of an earlier activation.</param>
    /// <param name="lose">Takes a span of sound that came and is not in the recording.</param>
    public CallRecorder(string callId, bool hasRecording, IRecordingStore store, TimeProvider clock, ILogger log, Action<Noted> note, Action<SoundSpan> lose)
    {
        (_callId, HasRecording, _clock, _log, _note, _lose) = (callId, hasRecording, clock, log, note, lose);
        _pen = new RecordingPen(callId, store, lost => Lose(lost, "The last of the recording was lost with the server."));
    }

    /// <summary>There is something to listen to.</summary>
    public bool HasRecording { get; private set; }

    /// <summary>Its end is still on its way although it should be closed.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Open for writing.</summary>
    public bool IsOpen => _pen.IsOpen;

    /// <summary>Sound has come into the recording by another way.</summary>
    public void Came() => HasRecording = true;

    /// <summary>Opens it, if it is not; how many samples are in it, or null when it cannot be opened now.</summary>
    public async Task<long?> OpenAsync()
    {
        try
        {
            return await _pen.OpenAsync();
        }
        catch (RecordingException failure)
        {
            LogNotWritten(_log, failure, _callId);
            return null;
        }
    }

    /// <inheritdoc cref="RecordingPen.Expect"/>
    public void Expect(long samples) => _pen.Expect(samples);

    /// <summary>Takes sound that belongs at this place of the call; it leaves with the next <see cref="Flush"/>. What nobody took is silence, what is there already stays.</summary>
    public void Take(long at, ReadOnlySpan<short> samples)
    {
        if (at != _takenAt + _taken.WrittenCount)
        {
            Flush();
            _takenAt = at;
        }

        _taken.Write(samples);
    }

    /// <summary>Queues what was taken. Returns at once.</summary>
    public void Flush()
    {
        var count = _taken.WrittenCount;
        if (count == 0)
        {
            return;
        }

        if (_isOver || (_waiting > 0 && _waiting + count > MostWaiting))
        {
            Lose(new SoundSpan(_takenAt, _takenAt + count), "The recording cannot be written in time.");
        }
        else
        {
            Enqueue(new Piece(_takenAt, _taken.WrittenSpan.ToArray()));
        }

        _takenAt += count;
        _taken.ResetWrittenCount();
    }

    /// <summary>
    /// Writes what waits, up to the call's end, and closes it. Waits five seconds for that, after which it goes on by itself for a while. A repeat waits for the same.
    /// </summary>
    /// <returns>Whether it is closed. Until it is, nobody else may write.</returns>
    public Task<bool> CloseAsync(long end) => CloseAsync(end, mayOpen: true);

    /// <summary>
    /// As <see cref="CloseAsync(long)"/>, of a call that goes on elsewhere, or was only looked at: a recording that nobody has written to here is not opened.
    /// </summary>
    public Task<bool> LeaveAsync(long end) => CloseAsync(end, mayOpen: false);

    private async Task<bool> CloseAsync(long end, bool mayOpen)
    {
        _closing ??= CloseBehindAsync(end, mayOpen);
        try
        {
            await _closing.WaitAsync(ClosePatience, _clock);
            return true;
        }
        catch (TimeoutException)
        {
            IsLate = true;
            Tell($"The end of the recording is not written yet. {_failure}".TrimEnd());
            return false;
        }
    }

    private async Task CloseBehindAsync(long end, bool mayOpen)
    {
        Flush();
        _lastTryAt = _clock.GetUtcNow() + LastPatience;
        if (_pen.IsOpen || _queue.Count > 0 || (mayOpen && HasRecording))
        {
            // Nothing, at the end: where the last that came is lost too, the recording is as long as the call.
            Enqueue(new Piece(end, []));
        }

        await _writing;
        var written = _pen.Written;
        _isOver = true;
        try
        {
            await _pen.CloseAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotWritten(_log, failure, _callId);
            Lose(new SoundSpan(written ?? end, end), Words(failure));
        }

        IsLate = false;
    }

    private void Enqueue(Piece piece)
    {
        _queue.Enqueue(piece);
        _waiting += piece.Samples.Length;
        if (_writing.IsCompleted)
        {
            _writing = WriteAllAsync();
        }
    }

    private async Task WriteAllAsync()
    {
        while (_queue.TryPeek(out var piece))
        {
            await WriteAsync(piece);
            _waiting -= piece.Samples.Length;
            _queue.Dequeue();
        }
    }

    private async Task WriteAsync(Piece piece)
    {
        for (var pause = FirstPause; !_isOver; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await _pen.WriteAsync(piece.At, piece.Samples, flush: piece.Samples.Length == 0);
                HasRecording |= piece.Samples.Length > 0;
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                LogNotWritten(_log, failure, _callId);
                _failure = Words(failure);
                _isOver = failure is RecordingException { IsFinal: true } || _clock.GetUtcNow() >= _lastTryAt;
            }

            if (!_isOver)
            {
                await Task.Delay(pause, _clock);
            }
        }

        // What the writer still holds of pieces before is lost with it.
        Lose(new SoundSpan(Math.Min(piece.At, _pen.Written ?? piece.At), piece.End), _failure);
    }

    private void Lose(SoundSpan span, string what)
    {
        if (!span.IsEmpty)
        {
            _lose(span);
            Tell(what);
        }
    }

    private void Tell(string what)
    {
        if (_told.Count < MostTold && _told.Add(what))
        {
            _note(new Noted("recording", $"{what} The call goes on."));
        }
    }

    private static string Words(Exception failure) => failure is RecordingException ? failure.Message : "A part of the recording could not be written.";

    /// <summary>Sound that waits.</summary>
    private readonly record struct Piece(long At, short[] Samples)
    {
        public long End => At + Samples.Length;
    }

    [LoggerMessage(LogLevel.Warning, "Call {CallId}: its recording cannot be written now; what comes waits")]
    private static partial void LogNotWritten(ILogger log, Exception exception, string callId);
}
