using FleetActors.Calls;
using FleetActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using NAudio.Wave;

namespace FleetActors.Recordings;

/// <summary>What every form of the store must do. A form's own tests derive from this.</summary>
public abstract class RecordingStoreContract
{
    private const string Call = "428c31b6-7af4-4bcb-b7f5-5013ef9657c1";
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>The form under test, each time a new one over the same place: what one has written another must read.</summary>
    protected abstract IRecordingStore Open();

    /// <summary>Whether what <see cref="Open"/> has opened, or will open, refuses each write at once.</summary>
    protected abstract Task RefuseAsync(bool refuses);

    [SkippableFact]
    public async Task OpenAsync_WriteAndClose_ReadsTheSameSamples()
    {
        var sound = Sound(20_001);
        await WriteAsync(Call, sound);

        (await ReadAsync(Call)).ShouldBe(sound);
        var info = (await Open().FindAsync(Call, Ct)).ShouldNotBeNull();
        info.Samples.ShouldBe(20_001);
        info.CallId.ShouldBe(Call);
        info.Duration.TotalSeconds.ShouldBe(2.500125, 1e-6);
    }

    [SkippableFact]
    public async Task OpenAsync_ExistingRecording_IsContinued()
    {
        await WriteAsync(Call, Sound(100));
        await using (var writer = await Open().OpenAsync(Call, Ct))
        {
            writer.Samples.ShouldBe(100);
            await writer.AppendAsync(Sound(50), Ct);
            writer.Samples.ShouldBe(150);
        }

        (await ReadAsync(Call)).ShouldBe([.. Sound(100), .. Sound(50)]);
    }

    [SkippableFact]
    public async Task AppendAsync_NeverClosed_LosesLessThanASecond()
    {
        var sound = Sound(8000 * 3 + 7999);
        var writer = await Open().OpenAsync(Call, Ct);
        foreach (var piece in sound.Chunk(800))
        {
            await writer.AppendAsync(piece, Ct);
        }

        var read = await ReadAsync(Call);

        read.Length.ShouldBe(24_000);
        read.ShouldBe(sound[..24_000]);
        (await Open().FindAsync(Call, Ct))!.Samples.ShouldBe(24_000);
    }

    [SkippableFact]
    public async Task OpenAsync_AfterAWriterThatNeverClosed_GoesOnWhereItsLastSecondEnded()
    {
        var lost = await Open().OpenAsync(Call, Ct);
        await lost.AppendAsync(Sound(8100), Ct);

        await using (var writer = await Open().OpenAsync(Call, Ct))
        {
            writer.Samples.ShouldBe(8000);
            await writer.AppendAsync(Sound(10), Ct);
        }

        (await ReadAsync(Call)).ShouldBe([.. Sound(8100)[..8000], .. Sound(10)]);
    }

    [SkippableFact]
    public async Task FlushAsync_PartOfASecond_IsThereAtOnce()
    {
        await using var writer = await Open().OpenAsync(Call, Ct);
        await writer.AppendAsync(Sound(10), Ct);
        (await Open().FindAsync(Call, Ct))!.Samples.ShouldBe(0);

        await writer.FlushAsync(Ct);

        (await ReadAsync(Call)).ShouldBe(Sound(10));
        await writer.FlushAsync(Ct);
        await writer.AppendAsync(Sound(3), Ct);
        await writer.FlushAsync(Ct);
        (await ReadAsync(Call)).ShouldBe([.. Sound(10), .. Sound(3)]);
    }

    [SkippableFact]
    public async Task AppendAsync_ManySecondsAtOnce_WritesAllOfThem()
    {
        var sound = Sound(100_000);
        await WriteAsync(Call, sound);

        (await ReadAsync(Call)).ShouldBe(sound);
    }

    [SkippableFact]
    public async Task AppendAsync_RefusedAndTriedAgain_LosesNothing()
    {
        var sound = Sound(30_000);
        await using (var writer = await Open().OpenAsync(Call, Ct))
        {
            await writer.AppendAsync(sound.AsMemory(0, 7000), Ct);
            await RefuseAsync(true);
            await Should.ThrowAsync<RecordingException>(async () => await writer.AppendAsync(sound.AsMemory(7000, 13_000), Ct));
            (writer.Samples, writer.Written).ShouldBe((8000, 0), "a second waits, and the rest was not taken");
            await Should.ThrowAsync<RecordingException>(async () => await writer.AppendAsync(ReadOnlyMemory<short>.Empty, Ct));
            await Should.ThrowAsync<RecordingException>(async () => await writer.FlushAsync(Ct));
            writer.Samples.ShouldBe(8000);

            await RefuseAsync(false);
            await writer.AppendAsync(sound.AsMemory(8000), Ct);
            (writer.Samples, writer.Written).ShouldBe((30_000, 24_000));
        }

        (await ReadAsync(Call)).ShouldBe(sound);
    }

    [SkippableFact]
    public async Task FlushAsync_RefusedWithPartOfASecond_IsWrittenWithWhatCameSince()
    {
        var sound = Sound(500);
        await using (var writer = await Open().OpenAsync(Call, Ct))
        {
            await writer.AppendAsync(sound.AsMemory(0, 200), Ct);
            await RefuseAsync(true);
            await Should.ThrowAsync<RecordingException>(async () => await writer.FlushAsync(Ct));
            await writer.AppendAsync(sound.AsMemory(200), Ct);
            await RefuseAsync(false);
            await writer.FlushAsync(Ct);
        }

        (await ReadAsync(Call)).ShouldBe(sound);
    }

    [SkippableFact]
    public async Task DisposeAsync_Refused_SaysSoAndTheRestIsWhole()
    {
        var writer = await Open().OpenAsync(Call, Ct);
        await writer.AppendAsync(Sound(8100), Ct);
        await RefuseAsync(true);
        await Should.ThrowAsync<RecordingException>(async () => await writer.DisposeAsync());
        await RefuseAsync(false);
        await writer.DisposeAsync();

        (await ReadAsync(Call)).ShouldBe(Sound(8100)[..8000]);
    }

    /// <summary>The whole way of a call's sound into this form of the store, with a recorder that tries again.</summary>
    [SkippableFact]
    public async Task Recorder_StoreRefusesForAWhile_TheRecordingIsWhole()
    {
        var (clock, notes, holes) = (new ManualClock(), new List<Noted>(), new List<SoundSpan>());
        var recorder = new CallRecorder(Call, hasRecording: false, Open(), clock, NullLogger.Instance, notes.Add, holes.Add);
        var sound = Sound(12 * 8000);
        Say(0, 3);
        (await recorder.OpenAsync()).ShouldNotBeNull();
        await RefuseAsync(true);
        Say(3, 6);
        for (var tries = 0; tries < 3; tries++)
        {
            await clock.WhenTimersAsync(1);
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        await clock.WhenTimersAsync(1);
        await RefuseAsync(false);
        Say(9, 3);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await recorder.CloseAsync(sound.Length)).ShouldBeTrue();

        (await ReadAsync(Call)).ShouldBe(sound);
        holes.ShouldBeEmpty();
        notes.ShouldBeEmpty();

        void Say(int from, int seconds)
        {
            recorder.Take(from * 8000, sound.AsSpan(from * 8000, seconds * 8000));
            recorder.Flush();
        }
    }

    [SkippableFact]
    public async Task Recorder_StoreRefusesForLong_OnlyWhatDoesNotFitIsSilentAndIsTold()
    {
        var (clock, notes, holes) = (new ManualClock(), new List<Noted>(), new List<SoundSpan>());
        var recorder = new CallRecorder(Call, hasRecording: false, Open(), clock, NullLogger.Instance, notes.Add, holes.Add);
        var sound = Sound(43 * 8000);
        (await recorder.OpenAsync()).ShouldNotBeNull();
        await RefuseAsync(true);
        for (var second = 0; second < 42; second++)
        {
            Say(second);
        }

        await clock.WhenTimersAsync(1);
        await RefuseAsync(false);
        clock.Advance(TimeSpan.FromSeconds(2));
        await WrittenAsync(40 * 8000);
        Say(42);
        (await recorder.CloseAsync(43 * 8000)).ShouldBeTrue();

        (await ReadAsync(Call)).ShouldBe([.. sound[..(40 * 8000)], .. new short[2 * 8000], .. sound[(42 * 8000)..(43 * 8000)]]);
        holes.ShouldBe([new SoundSpan(40 * 8000, 41 * 8000), new SoundSpan(41 * 8000, 42 * 8000)]);
        notes.ShouldHaveSingleItem().Kind.ShouldBe("recording");

        void Say(int second)
        {
            recorder.Take(second * 8000, sound.AsSpan(second * 8000, 8000));
            recorder.Flush();
        }
    }

    private async Task WrittenAsync(int samples)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while ((await Open().FindAsync(Call, Ct))?.Samples < samples)
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30), "nothing more is written");
            await pause.WaitForNextTickAsync();
        }
    }

    [SkippableFact]
    public async Task OpenReadAsync_NothingAppended_IsAnEmptyWave()
    {
        await WriteAsync(Call, []);

        (await ReadAsync(Call)).ShouldBeEmpty();
        (await Open().FindAsync(Call, Ct))!.Samples.ShouldBe(0);
    }

    [SkippableFact]
    public async Task OpenReadAsync_UnknownCall_IsNull()
    {
        (await Open().OpenReadAsync(Call, Ct)).ShouldBeNull();
        (await Open().FindAsync(Call, Ct)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task OpenReadAsync_WhileItGrows_StaysAsItWas()
    {
        await using var writer = await Open().OpenAsync(Call, Ct);
        await writer.AppendAsync(Sound(8000), Ct);
        await using var stream = (await Open().OpenReadAsync(Call, Ct))!;
        await writer.AppendAsync(Sound(8000), Ct);

        stream.Length.ShouldBeLessThan(16_000 + 100);
        using var wave = new WaveFileReader(stream);
        wave.SampleCount.ShouldBe(8000);
    }

    [SkippableFact]
    public async Task OpenReadAsync_AnyPart_IsThatOfTheWhole()
    {
        await WriteAsync(Call, Sound(500));
        await using var stream = (await Open().OpenReadAsync(Call, Ct))!;
        var whole = new byte[stream.Length];
        await stream.ReadExactlyAsync(whole);
        stream.CanSeek.ShouldBeTrue();

        foreach (var (from, length) in new[] { (0, 10), (40, 20), (46, 2), (45, 900), (whole.Length - 1, 1), (3, whole.Length - 3) })
        {
            var part = new byte[length];
            stream.Seek(from, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(part);
            part.ShouldBe(whole[from..(from + length)], $"{length} bytes from {from}");
        }

        stream.Seek(5, SeekOrigin.End);
        (await stream.ReadAsync(new byte[10])).ShouldBe(0);
        stream.Position = stream.Length;
        stream.Read(new byte[10], 0, 10).ShouldBe(0);
        Should.Throw<NotSupportedException>(() => stream.Write([1], 0, 1));
    }

    [SkippableFact]
    public async Task OpenAsync_ManyCallsAtOnce_AreKeptApart()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => WriteAsync($"call-{i}", Sound(8000 + i))));

        for (var i = 0; i < 20; i++)
        {
            (await ReadAsync($"call-{i}")).ShouldBe(Sound(8000 + i));
        }
    }

    [SkippableFact]
    public async Task OpenAsync_HostileIds_AreKeptApart()
    {
        string[] ids =
        [
            "../../escape", "..", ".", "/etc/passwd", "a/b", "a\\b", "a:b", "CON", "call", "Call", "CALL", "call.wav", "call ", "caf\u00e9", "cafe\u0301",
            new string('x', 500), new string('x', 501), "a\0b", "-rf", "~", "\ud800",
        ];
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            await WriteAsync(id, Sound(10 + i));
        }

        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            (await ReadAsync(id)).Length.ShouldBe(10 + i, $"id {i}");
        }
    }

    protected static short[] Sound(int samples) => [.. Enumerable.Range(0, samples).Select(i => (short)((i * 7919) + samples))];

    protected async Task WriteAsync(string call, short[] samples)
    {
        await using var writer = await Open().OpenAsync(call, Ct);
        await writer.AppendAsync(samples, Ct);
    }

    protected async Task<short[]> ReadAsync(string call)
    {
        await using var stream = (await Open().OpenReadAsync(call, Ct)).ShouldNotBeNull();
        return ReadWave(stream);
    }

    protected static short[] ReadWave(Stream stream)
    {
        using var wave = new WaveFileReader(stream);
        wave.WaveFormat.ShouldBe(new WaveFormat(8000, 16, 1));
        var bytes = new byte[wave.Length];
        wave.Read(bytes, 0, bytes.Length).ShouldBe(bytes.Length);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }
}
