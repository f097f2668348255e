using FleetActors.TestKit;

namespace FleetActors.Calls;

public sealed class CallRecorderTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Second = 8000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly SlowStore _store = new();
    private readonly List<Noted> _notes = [];
    private readonly CallRecorder _recorder;

    public CallRecorderTests() => _recorder = new CallRecorder("call-1", hasRecording: false, _store, _clock, _notes.Add);

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Flush_StoreTakesItsTime_IsWrittenInOrderBehindTheCall()
    {
        _store.StandStill();
        Say(1, 160);
        Say(2, 160);
        _recorder.TakeSilence(160);
        Say(3, 160);
        _recorder.HasRecording.ShouldBeFalse();

        _store.GoOn();
        await _recorder.CloseAsync().WaitAsync(Patience);

        _store.Written.ShouldBe([.. Of(1, 160), .. Of(2, 160), .. Of(0, 160), .. Of(3, 160)]);
        (_recorder.HasRecording, _store.IsClosed).ShouldBe((true, true));
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flush_StoreStandsStillForLong_WhatCannotWaitIsSilenceInItsPlaceAndIsToldOnce()
    {
        _store.StandStill();
        Say(1, 15 * Second);
        Say(2, Second);
        Say(3, Second);

        _store.GoOn();
        await _store.WhenWrittenAsync(15 * Second);
        Say(4, Second);
        await _recorder.CloseAsync().WaitAsync(Patience);

        _store.Written.ShouldBe([.. Of(1, 15 * Second), .. Of(0, 2 * Second), .. Of(4, Second)]);
        _notes.ShouldHaveSingleItem().Text.ShouldBe("The recording cannot be written in time. The call goes on.");
    }

    [Fact]
    public async Task Flush_StoreIsAway_LaterSoundKeepsItsPlace()
    {
        _store.IsAway = true;
        Say(1, 160);
        Say(2, 160);
        _store.IsAway = false;
        Say(3, 160);
        await _recorder.CloseAsync().WaitAsync(Patience);

        _store.Written.ShouldBe([.. Of(0, 320), .. Of(3, 160)]);
        _notes.ShouldHaveSingleItem().Kind.ShouldBe("recording");
    }

    [Fact]
    public async Task Close_StoreStandsStill_IsNotWaitedForForever()
    {
        _store.StandStill();
        Say(1, 160);
        var closing = _recorder.CloseAsync();
        await _clock.WhenTimersAsync(1);

        _clock.Advance(TimeSpan.FromSeconds(5));

        await closing.WaitAsync(Patience);
        _notes.ShouldHaveSingleItem().Text.ShouldBe("The end of the recording is not written yet. The call goes on.");
        _store.GoOn();
        await _store.WhenWrittenAsync(160);
    }

    [Fact]
    public async Task Open_RecordingOfAnEarlierLife_SaysHowMuchIsInIt()
    {
        _store.Written.AddRange(Of(7, 400));
        (await _recorder.OpenAsync()).ShouldBe(400);
        _recorder.IsOpen.ShouldBeTrue();
    }

    private void Say(short sample, int count)
    {
        _recorder.Take(Of(sample, count));
        _recorder.Flush();
    }

    private static short[] Of(short sample, int count) => [.. Enumerable.Repeat(sample, count)];

    /// <summary>A store that can be away, or take its time.</summary>
    private sealed class SlowStore : IRecordingStore, IRecordingWriter
    {
        private readonly SemaphoreSlim _appended = new(0);
        private TaskCompletionSource? _still;

        public List<short> Written { get; } = [];

        public bool IsAway { get; set; }

        public bool IsClosed { get; private set; }

        public long Samples => Written.Count;

        public void StandStill() => _still = new TaskCompletionSource();

        public void GoOn() => _still!.SetResult();

        public async Task WhenWrittenAsync(int samples)
        {
            while (Written.Count < samples)
            {
                (await _appended.WaitAsync(Patience)).ShouldBeTrue("nothing more is written");
            }
        }

        public Task<IRecordingWriter> OpenAsync(string callId, CancellationToken cancellationToken) => IsAway
            ? throw new RecordingException("The recording cannot be opened: away.", new IOException())
            : Task.FromResult<IRecordingWriter>(this);

        public async ValueTask AppendAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
        {
            await (_still?.Task ?? Task.CompletedTask);
            Written.AddRange(samples.Span);
            _appended.Release();
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            IsClosed = true;
            return ValueTask.CompletedTask;
        }

        public Task<Stream?> OpenReadAsync(string callId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RecordingInfo?> FindAsync(string callId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
