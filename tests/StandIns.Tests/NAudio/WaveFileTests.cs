using NAudio.Wave;

namespace FleetActors.StandIns.NAudio;

public sealed class WaveFileTests : IDisposable
{
    private static readonly WaveFormat Speech = new(8000, 16, 1);
    private readonly string _directory = Directory.CreateTempSubdirectory("wave-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Write_PcmSamples_ReadBackTheSame()
    {
        var path = Path.Combine(_directory, "a.wav");
        short[] samples = [0, 1, -1, short.MaxValue, short.MinValue, 300];
        using (var writer = new WaveFileWriter(path, Speech))
        {
            writer.WriteSamples(samples, 0, samples.Length);
            writer.Length.ShouldBe(12);
        }

        using var reader = new WaveFileReader(path);
        reader.WaveFormat.ShouldBe(Speech);
        reader.SampleCount.ShouldBe(6);
        var bytes = new byte[64];
        reader.Read(bytes, 0, bytes.Length).ShouldBe(12);
        Enumerable.Range(0, 6).Select(i => BitConverter.ToInt16(bytes, i * 2)).ShouldBe(samples);
        reader.Read(bytes, 0, bytes.Length).ShouldBe(0);
    }

    [Fact]
    public void Write_Pcm_HasTheExactHeader()
    {
        using var memory = new MemoryStream();
        using (var writer = new WaveFileWriter(memory, Speech))
        {
            writer.Write([1, 2, 3, 4], 0, 4);
        }

        Convert.ToHexString(memory.ToArray()).ShouldBe(
            "524946462A00000057415645" + "666D7420120000000100010040" + "1F0000803E0000020010000000" + "6461746104000000" + "01020304");
    }

    [Fact]
    public void Write_MuLaw_CountsSamplesInTheFactChunk()
    {
        using var memory = new MemoryStream();
        using (var writer = new WaveFileWriter(memory, WaveFormat.CreateMuLawFormat(8000, 1)))
        {
            writer.Write([9, 9, 9], 0, 3);
        }

        var bytes = memory.ToArray();
        bytes.AsSpan(38, 4).ToArray().ShouldBe("fact"u8.ToArray());
        BitConverter.ToInt32(bytes, 46).ShouldBe(3);
        using var reader = new WaveFileReader(new MemoryStream(bytes));
        reader.WaveFormat.Encoding.ShouldBe(WaveFormatEncoding.MuLaw);
        reader.Length.ShouldBe(3);
        Should.Throw<InvalidOperationException>(() => reader.SampleCount);
    }

    [Fact]
    public void Flush_InTheMiddle_LeavesAReadableFile()
    {
        var path = Path.Combine(_directory, "b.wav");
        using var writer = new WaveFileWriter(path, Speech);
        writer.Write(new byte[8000], 0, 8000);
        writer.Flush();

        using (var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        using (var reader = new WaveFileReader(input))
        {
            reader.TotalTime.ShouldBe(TimeSpan.FromSeconds(0.5));
        }

        writer.Write(new byte[8000], 0, 8000);
        writer.TotalTime.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void WriteSample_Float_IsScaled()
    {
        using var memory = new MemoryStream();
        using (var writer = new WaveFileWriter(memory, Speech))
        {
            writer.WriteSamples([0.5f, -1f], 0, 2);
        }

        using var reader = new WaveFileReader(new MemoryStream(memory.ToArray()));
        reader.ReadNextSampleFrame()!.ShouldBe([16383 / 32768f]);
        reader.ReadNextSampleFrame()!.ShouldBe([-32767 / 32768f]);
        reader.ReadNextSampleFrame().ShouldBeNull();
    }

    [Fact]
    public void Position_InsideABlock_MovesToItsBeginning()
    {
        using var reader = Reader([1, 0, 2, 0, 3, 0]);

        reader.Position = 3;
        reader.Position.ShouldBe(2);
        reader.CurrentTime = TimeSpan.FromSeconds(2 / 8000.0);
        reader.Position.ShouldBe(4);
        reader.Position = 99;
        reader.Position.ShouldBe(6);
    }

    [Fact]
    public void Read_PartOfABlock_Refuses()
    {
        using var reader = Reader([1, 0]);

        Should.Throw<ArgumentException>(() => reader.Read(new byte[1], 0, 1));
    }

    [Fact]
    public void Open_UnknownChunkBeforeData_IsSkipped()
    {
        var whole = Bytes([7, 0]);
        byte[] extra = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0];
        byte[] file = [.. whole[..38], .. extra, .. whole[38..]];
        BitConverter.TryWriteBytes(file.AsSpan(4), file.Length - 8);

        using var reader = new WaveFileReader(new MemoryStream(file));

        reader.Length.ShouldBe(2);
        reader.ReadNextSampleFrame()!.ShouldBe([7 / 32768f]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RIFF")]
    [InlineData("not a wave file at all")]
    [InlineData("RIFF\u0004\0\0\0WAVE")]
    public void Open_Garbage_Throws(string content)
    {
        using var input = new MemoryStream(System.Text.Encoding.Latin1.GetBytes(content));

        var failure = Should.Throw<Exception>(() => new WaveFileReader(input));

        (failure is FormatException or EndOfStreamException).ShouldBeTrue(failure.GetType().Name);
    }

    [Theory]
    [InlineData(20, 320)]
    [InlineData(1, 16)]
    [InlineData(100, 1600)]
    public void ConvertLatencyToByteSize_Milliseconds_GivesWholeBlocks(int milliseconds, int expected) =>
        Speech.ConvertLatencyToByteSize(milliseconds).ShouldBe(expected);

    private static WaveFileReader Reader(byte[] audio) => new(new MemoryStream(Bytes(audio)));

    private static byte[] Bytes(byte[] audio)
    {
        using var memory = new MemoryStream();
        using (var writer = new WaveFileWriter(memory, Speech))
        {
            writer.Write(audio, 0, audio.Length);
        }

        return memory.ToArray();
    }
}
