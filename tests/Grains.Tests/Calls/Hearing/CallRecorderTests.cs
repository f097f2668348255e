using FleetActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Calls;

public sealed class CallRecorderTests
{
    private const int Second = 8000;

    // Seconds that may wait.
    private const int Room = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly RecordingException Refused = new("A second of the recording could not be written: refused.");

    private readonly ManualClock _clock = new();
    private readonly RefusingStore _store = new();
    private readonly List<Noted> _notes = [];
    private readonly List<SoundSpan> _holes = [];
    private readonly CallRecorder _recorder;
    private long _at;

    public CallRecorderTests() =>
        _recorder = new CallRecorder("call-1", hasRecording: false, _store, _clock, NullLogger.Instance, _notes.Add, _holes.Add);

    [Fact]
    public async Task Flush_StoreTakesItsTime_IsWrittenInOrderBehindTheCall()
    {
        _store.StandStill();
        Say(1, 160);
        Say(2, 160);
        _at += 160;
        Say(3, 160);
        _recorder.HasRecording.ShouldBeFalse();

        _store.GoOn();
        await CloseAsync();

        _store.Safe.ShouldBe([.. Of(1, 160), .. Of(2, 160), .. Of(0, 160), .. Of(3, 160)]);
        (_recorder.HasRecording, _store.IsClosed).ShouldBe((true, true));
        _notes.ShouldBeEmpty();
        _holes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flush_StoreStandsStillForLong_WhatCannotWaitIsSilenceInItsPlaceAndIsToldOnce()
    {
        _store.StandStill();
        Say(1, Room * Second);
        Say(2, Second);
        Say(3, Second);

        _store.GoOn();
        await _store.WhenTakenAsync(Room * Second);
        Say(4, Second);
        await CloseAsync();

        _store.Safe.ShouldBe([.. Of(1, Room * Second), .. Of(0, 2 * Second), .. Of(4, Second)]);
        _notes.ShouldHaveSingleItem().Text.ShouldBe("The recording cannot be written in time. The call goes on.");
        _holes.ShouldBe([new SoundSpan(Room * Second, (Room + 1) * Second), new SoundSpan((Room + 1) * Second, (Room + 2) * Second)]);
    }

    /// <summary>As after an outage: all that a front kept meanwhile, two seconds that it hands over again, and what comes while it does.</summary>
    [Fact]
    public async Task Flush_MuchAtOnceAndTheStoreIsSlow_NothingOfItIsLost()
    {
        _store.StandStill();
        for (short piece = 1; piece <= 27; piece++)
        {
            Say(piece, 64 * 160);
        }

        _store.GoOn();
        await CloseAsync();

        _store.Safe.Count.ShouldBe(27 * 64 * 160);
        _store.Safe.ShouldNotContain((short)0);
        _holes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flush_SilenceOfMinutesWhileTheStoreStandsStill_NeedsNoRoomAndIsNoHole()
    {
        _store.StandStill();
        Say(1, Second);
        _at += 300 * Second;
        Say(2, Second);

        _store.GoOn();
        await CloseAsync();

        _store.Safe.ShouldBe([.. Of(1, Second), .. Of(0, 300 * Second), .. Of(2, Second)]);
        _holes.ShouldBeEmpty();
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flush_StoreIsAway_IsTriedAgainAndNothingIsLost()
    {
        _store.IsAway = true;
        Say(1, 160);
        Say(2, 160);
        await PassAsync(7000);
        await _clock.WhenTimersAsync(1);
        _store.IsAway = false;
        Say(3, 160);
        await PassAsync(2000);
        await CloseAsync();

        _store.Safe.ShouldBe([.. Of(1, 160), .. Of(2, 160), .. Of(3, 160)]);
        _notes.ShouldBeEmpty();
        _store.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Flush_ASecondIsRefused_IsTriedAgainWithGrowingPauses()
    {
        _store.Refusal = Refused;
        Say(1, Second);
        Say(2, 160);
        _store.Tries.ShouldBe(1);

        var tries = new List<int>();
        foreach (var milliseconds in new[] { 249, 1, 499, 1, 999, 1, 1999, 1, 1999, 1 })
        {
            await PassAsync(milliseconds);
            await _clock.WhenTimersAsync(1);
            tries.Add(_store.Tries);
        }

        tries.ShouldBe([1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
        _notes.ShouldBeEmpty("nothing is lost yet");
        _store.Refusal = null;
        await PassAsync(2000);
        await CloseAsync();

        _store.Safe.ShouldBe([.. Of(1, Second), .. Of(2, 160)]);
        _holes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flush_RefusedForLong_WhatFitsIsWrittenAndTheRestIsSilence()
    {
        _store.Refusal = Refused;
        for (short second = 1; second <= Room + 5; second++)
        {
            Say(second, Second);
            await PassAsync(1000);
            await _clock.WhenTimersAsync(1);
        }

        _store.Refusal = null;
        await PassAsync(2000);
        await _store.WhenTakenAsync(Room * Second);
        Say(Room + 6, Second);
        await CloseAsync();

        short[] expected = [.. Enumerable.Range(1, Room).SelectMany(second => Of((short)second, Second)), .. Of(0, 5 * Second), .. Of(Room + 6, Second)];
        _store.Safe.ShouldBe(expected);
        _holes.Aggregate(System.Collections.Immutable.ImmutableArray<SoundSpan>.Empty, SoundLoss.AddHole).ShouldBe([new SoundSpan(Room * Second, (Room + 5) * Second)]);
        _notes.ShouldHaveSingleItem().Text.ShouldBe("The recording cannot be written in time. The call goes on.");
    }

    [Fact]
    public async Task Flush_RefusedForGood_IsNotTriedAgainAndAllThatFollowsIsLost()
    {
        Say(1, Second);
        _store.Refusal = new RecordingException("A second of the recording was not taken: another silo goes on with it.") { IsFinal = true };
        Say(2, Second);
        Say(3, Second);

        _clock.Advance(TimeSpan.FromMinutes(1));
        _store.Tries.ShouldBe(2);
        _holes.ShouldBe([new SoundSpan(Second, 2 * Second), new SoundSpan(2 * Second, 3 * Second)]);
        _notes[0].Text.ShouldContain("another silo");
        await CloseAsync();
    }

    [Fact]
    public async Task Close_StoreStandsStill_IsNotWaitedForForever()
    {
        _store.StandStill();
        Say(1, 160);
        var closing = _recorder.CloseAsync(_at);
        await _clock.WhenTimersAsync(1);

        _clock.Advance(TimeSpan.FromSeconds(5));

        (await closing.WaitAsync(Patience)).ShouldBeFalse();
        (_recorder.IsLate, _store.IsClosed).ShouldBe((true, false));
        _notes.ShouldHaveSingleItem().Text.ShouldBe("The end of the recording is not written yet. The call goes on.");
        _store.GoOn();
        (await _recorder.CloseAsync(_at).WaitAsync(Patience)).ShouldBeTrue();
        _store.Safe.ShouldBe(Of(1, 160));
        _recorder.IsLate.ShouldBeFalse();
    }

    [Fact]
    public async Task Close_RefusedForLong_IsGivenUpAndTheHoleIsFromTheLastThatIsSafe()
    {
        Say(1, Second);
        Say(2, 160);
        _store.Refusal = Refused;
        Say(3, 160);
        var closing = _recorder.CloseAsync(_at);

        for (var second = 0; second < 5; second++)
        {
            await PassAsync(1000, timers: 2);
        }

        (await closing.WaitAsync(Patience)).ShouldBeFalse();
        await PassAsync(30_000);
        (await _recorder.CloseAsync(_at).WaitAsync(Patience)).ShouldBeTrue("it has been given up, and somebody else may write");
        _holes.Aggregate(System.Collections.Immutable.ImmutableArray<SoundSpan>.Empty, SoundLoss.AddHole).ShouldBe([new SoundSpan(Second, Second + 320)]);
        _notes.Select(static note => note.Text).ShouldBe(
            ["The end of the recording is not written yet. A second of the recording could not be written: refused. The call goes on.", "A second of the recording could not be written: refused. The call goes on."]);
    }

    [Fact]
    public async Task Close_TheLastOfTheCallNeverCame_TheRecordingIsAsLongAsTheCall()
    {
        Say(1, 160);
        (await _recorder.CloseAsync(480).WaitAsync(Patience)).ShouldBeTrue();

        _store.Safe.ShouldBe([.. Of(1, 160), .. Of(0, 320)]);
    }

    [Fact]
    public async Task Close_NothingWasHeard_MakesNoRecording()
    {
        (await _recorder.CloseAsync(480).WaitAsync(Patience)).ShouldBeTrue();

        _store.Opened.ShouldBe(0);
    }

    [Fact]
    public async Task Take_WhatIsThereAlready_IsWrittenOnce()
    {
        _store.Safe.AddRange(Of(7, 400));
        (await _recorder.OpenAsync()).ShouldBe(400);
        _recorder.IsOpen.ShouldBeTrue();
        _at = 160;
        Say(1, 160);
        Say(2, 160);
        await CloseAsync();

        _store.Safe.ShouldBe([.. Of(7, 400), .. Of(2, 80)]);
        _holes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Expect_MoreThanThereIs_IsAHoleAlsoWhenItCanBeOpenedLater()
    {
        _store.Safe.AddRange(Of(7, 400));
        _store.IsAway = true;
        (await _recorder.OpenAsync()).ShouldBeNull();
        _recorder.Expect(1000);
        _at = 1000;
        Say(1, 160);
        _store.IsAway = false;
        await PassAsync(1000);
        await CloseAsync();

        _store.Safe.ShouldBe([.. Of(7, 400), .. Of(0, 600), .. Of(1, 160)]);
        _holes.ShouldBe([new SoundSpan(400, 1000)]);
        _notes.ShouldHaveSingleItem().Text.ShouldBe("The last of the recording was lost with the server. The call goes on.");
    }

    private void Say(short sample, int count)
    {
        _recorder.Take(_at, Of(sample, count));
        _recorder.Flush();
        _at += count;
    }

    /// <summary>Moves the clock once so many timers wait.</summary>
    private async Task PassAsync(int milliseconds, int timers = 1)
    {
        await _clock.WhenTimersAsync(timers);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private async Task CloseAsync() => (await _recorder.CloseAsync(_at).WaitAsync(Patience)).ShouldBeTrue();

    private static short[] Of(short sample, int count) => [.. Enumerable.Repeat(sample, count)];
}
