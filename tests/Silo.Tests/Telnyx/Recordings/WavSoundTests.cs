using NAudio.Codecs;

namespace FleetActors.Telnyx.Recordings;

public sealed class WavSoundTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1600)]
    [InlineData(20_001)]
    public async Task ReadAsync_LinearOneChannel_IsTheVerySamples(int samples)
    {
        var sound = WavFile.Sound(samples);

        (await ReadAsync(WavFile.Linear(sound))).ShouldBe(sound);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(100_000u)]
    public async Task ReadAsync_LengthThatIsNotTrue_ReadsWhatComes(uint size)
    {
        var sound = WavFile.Sound(5000);

        (await ReadAsync(WavFile.Linear(sound, size: size))).ShouldBe(sound);
    }

    [Fact]
    public async Task ReadAsync_SomethingBehindTheSound_IsNotHeard() =>
        (await ReadAsync([.. WavFile.Linear(WavFile.Sound(100)), .. "LIST"u8, 4, 0, 0, 0, .. "INFO"u8])).ShouldBe(WavFile.Sound(100));

    [Fact]
    public async Task ReadAsync_OtherChunksBefore_ArePassedOver() =>
        (await ReadAsync(WavFile.Make(WavFile.Format(1, 1, 8000, 16), [1, 0, 2, 0], null, ("bext", new byte[601]), ("LIST", new byte[3])))).ShouldBe([(short)1, (short)2]);

    [Fact]
    public async Task ReadAsync_TwoChannels_BecomeOne() =>
        (await ReadAsync(WavFile.Linear([100, 200, -5, -7, short.MaxValue, short.MaxValue, short.MinValue, short.MaxValue], channels: 2)))
            .ShouldBe([(short)150, (short)-6, short.MaxValue, (short)0]);

    [Fact]
    public async Task ReadAsync_Companded_IsDecoded()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];

        (await ReadAsync(WavFile.Companded(all, tag: 7))).ShouldBe(all.Select(MuLawDecoder.MuLawToLinearSample));
        (await ReadAsync(WavFile.Companded(all, tag: 6))).ShouldBe(all.Select(ALawDecoder.ALawToLinearSample));
    }

    [Fact]
    public async Task ReadAsync_Extensible_HasItsFormatFurtherBehind()
    {
        byte[] format = [.. WavFile.Format(0xFFFE, 1, 8000, 16), 22, 0, 16, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]];

        (await ReadAsync(WavFile.Make(format, [5, 0]))).ShouldBe([(short)5]);
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(32_000)]
    public async Task ReadAsync_AHigherRate_KeepsPitchAndLength(int rate)
    {
        short[] tone = [.. Enumerable.Range(0, rate).Select(i => (short)(10_000 * Math.Sin(2 * Math.PI * 500 * i / rate)))];

        var heard = await ReadAsync(WavFile.Linear(tone, rate));

        heard.Length.ShouldBe(8000);
        heard.Skip(160).Zip(heard.Skip(161)).Count(static pair => pair.First < 0 && pair.Second >= 0).ShouldBeInRange(489, 490);
        heard.Skip(1000).Max().ShouldBeInRange((short)9750, (short)10_100);
    }

    [Fact]
    public async Task ReadAsync_EndsInTheMiddleOfASample_LosesThatOne() => (await ReadAsync(WavFile.Linear(WavFile.Sound(3))[..^1])).ShouldBe(WavFile.Sound(3)[..2]);

    public static TheoryData<string, byte[], string> Unreadable => new()
    {
        { "nothing", [], "no WAV" },
        { "mp3", [.. "ID3"u8, .. new byte[100]], "no WAV" },
        { "a page", [.. "<!doctype html><html><body>Not here</body></html>"u8], "no WAV" },
        { "cut header", WavFile.Linear(WavFile.Sound(3))[..30], "no WAV" },
        { "no format", [.. "RIFF0000WAVEdata"u8, 2, 0, 0, 0, 1, 0], "without a format" },
        { "short format", [.. "RIFF0000WAVEfmt "u8, 4, 0, 0, 0, 1, 0, 1, 0, .. "data"u8, 2, 0, 0, 0, 1, 0], "without a format" },
        { "24 bits", WavFile.Make(WavFile.Format(1, 1, 8000, 24), [1, 2, 3]), "24 bits" },
        { "float", WavFile.Make(WavFile.Format(3, 1, 8000, 32), [1, 2, 3, 4]), "format 3" },
        { "8 channels", WavFile.Make(WavFile.Format(1, 8, 8000, 16), new byte[16]), "8 channels" },
        { "no channel", WavFile.Make(WavFile.Format(1, 0, 8000, 16), new byte[16]), "0 channels" },
        { "music", WavFile.Make(WavFile.Format(1, 2, 44_100, 16), new byte[16]), "44100 samples" },
        { "a chunk without end", [.. "RIFF0000WAVELIST"u8, 255, 255, 255, 127, 1, 2, 3], "without sound" },
        { "chunks without end", [.. "RIFF0000WAVE"u8, .. Enumerable.Repeat<byte[]>([.. "LIST"u8, 0, 0, 0, 0], 200_000).SelectMany(static chunk => chunk)], "without sound" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task ReadAsync_WhatIsNone_SaysWhy(string what, byte[] file, string says) =>
        (await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(file), what)).Message.ShouldContain(says);

    private static async Task<short[]> ReadAsync(byte[] file)
    {
        var heard = new List<short>();
        await new WavSound(new Trickle(file)).ReadAsync(
            (samples, _) =>
            {
                heard.AddRange(samples.Span);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        return [.. heard];
    }

    /// <summary>Comes in pieces of odd lengths, as a network gives them.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + (++_reads * 7 % 1000))], cancellationToken);
    }
}
