using System.Buffers.Binary;
using System.Text;
using FleetActors.Calls;
using NAudio.Codecs;

namespace FleetActors.Telnyx.Recordings;

/// <summary>
/// Reads a WAV file as it comes over the network: 16 bit linear, mu-law or A-law; one or two channels, which become one; 8, 16 or 32 kHz, which becomes 8. Holds
/// only a piece of it. What its header says of its length is not relied on: recorders write it last or never.
/// </summary>
internal sealed class WavSound(Stream file)
{
    private const int MostHeaderBytes = 1 << 20;
    private const int MostFormatBytes = 1024;
    private const int FramesAtOnce = Decimator.MaxInput;

    private long _headerBytes;

    /// <exception cref="InvalidDataException">It is none that can be read; the message says why.</exception>
    public async Task ReadAsync(Func<ReadOnlyMemory<short>, CancellationToken, ValueTask> take, CancellationToken cancellationToken)
    {
        var start = await HeaderAsync(12, cancellationToken);
        if (!Is(start, 0, "RIFF") || !Is(start, 8, "WAVE"))
        {
            throw new InvalidDataException("it is no WAV file");
        }

        WavFormat? format = null;
        while (true)
        {
            var chunk = await HeaderAsync(8, cancellationToken);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            if (Is(chunk, 0, "data"))
            {
                await SoundAsync(format ?? throw new InvalidDataException("it is a WAV file without a format"), size, take, cancellationToken);
                return;
            }

            if (size > MostHeaderBytes)
            {
                throw new InvalidDataException("it is a WAV file without sound");
            }

            var content = await HeaderAsync((int)(size + (size & 1)), cancellationToken);
            format = Is(chunk, 0, "fmt ") && size is >= 16 and <= MostFormatBytes ? WavFormat.Read(content) : format;
        }
    }

    private async Task SoundAsync(WavFormat format, uint size, Func<ReadOnlyMemory<short>, CancellationToken, ValueTask> take, CancellationToken cancellationToken)
    {
        var left = size is 0 or uint.MaxValue ? long.MaxValue : size;
        var bytes = new byte[FramesAtOnce * format.FrameBytes];
        var samples = new short[FramesAtOnce];
        var decimators = Enumerable.Range(0, format.Halvings).Select(static _ => new Decimator()).ToArray();
        var isOver = false;
        while (!isOver && left >= format.FrameBytes)
        {
            var read = await file.ReadAtLeastAsync(bytes.AsMemory(0, (int)Math.Min(bytes.Length, left)), format.FrameBytes, throwOnEndOfStream: false, cancellationToken);

            // Whole frames; what is left of one is read on.
            var odd = read % format.FrameBytes;
            if (odd > 0)
            {
                var missing = (int)Math.Min(format.FrameBytes - odd, left - read);
                read += await file.ReadAtLeastAsync(bytes.AsMemory(read, missing), missing, throwOnEndOfStream: false, cancellationToken);
            }

            left -= read;
            isOver = read == 0 || read % format.FrameBytes != 0;
            var count = format.Decode(bytes.AsSpan(0, read - (read % format.FrameBytes)), samples);
            foreach (var decimator in decimators)
            {
                var half = new short[(count / 2) + 1];
                count = decimator.Process(samples.AsSpan(0, count), half);
                half.AsSpan(0, count).CopyTo(samples);
            }

            if (count > 0)
            {
                await take(samples.AsMemory(0, count), cancellationToken);
            }
        }
    }

    private async Task<byte[]> HeaderAsync(int length, CancellationToken cancellationToken)
    {
        if ((_headerBytes += length) > MostHeaderBytes)
        {
            throw new InvalidDataException("it is a WAV file without sound");
        }

        var bytes = new byte[length];
        return await file.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, cancellationToken) == length ? bytes : throw new InvalidDataException("it is no WAV file");
    }

    private static bool Is(byte[] bytes, int at, string word) => Encoding.ASCII.GetString(bytes, at, 4) == word;
}

/// <summary>How a WAV file's samples are written.</summary>
/// <param name="Halvings">How often the rate is halved to come to 8 kHz.</param>
internal sealed record WavFormat(WavEncoding Encoding, int Channels, int Halvings)
{
    private const int Extensible = 0xFFFE;
    private const int SubFormatAt = 24;

    public int FrameBytes => Channels * (Encoding == WavEncoding.Linear ? sizeof(short) : 1);

    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static WavFormat Read(ReadOnlySpan<byte> chunk)
    {
        var tag = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        tag = tag == Extensible && chunk.Length >= SubFormatAt + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubFormatAt..]) : tag;
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        var encoding = (tag, bits) switch
        {
            (1, 16) => WavEncoding.Linear,
            (6, 8) => WavEncoding.ALaw,
            (7, 8) => WavEncoding.MuLaw,
            _ => throw new InvalidDataException($"it is a WAV file of a kind that cannot be read (format {tag}, {bits} bits)"),
        };
        var halvings = rate switch
        {
            8000 => 0,
            16_000 => 1,
            32_000 => 2,
            _ => throw new InvalidDataException($"it is a WAV file of {rate} samples a second; 8000, 16000 and 32000 can be read"),
        };
        return channels is 1 or 2 ? new WavFormat(encoding, channels, halvings) : throw new InvalidDataException($"it is a WAV file of {channels} channels; one and two can be read");
    }

    /// <summary>Frames as samples of one channel.</summary>
    public int Decode(ReadOnlySpan<byte> frames, Span<short> samples)
    {
        var count = frames.Length / FrameBytes;
        var width = FrameBytes / Channels;
        for (var i = 0; i < count; i++)
        {
            var frame = frames[(i * FrameBytes)..];
            samples[i] = Channels == 1 ? Sample(frame) : (short)((Sample(frame) + Sample(frame[width..])) / 2);
        }

        return count;
    }

    private short Sample(ReadOnlySpan<byte> bytes) => Encoding switch
    {
        WavEncoding.ALaw => ALawDecoder.ALawToLinearSample(bytes[0]),
        WavEncoding.MuLaw => MuLawDecoder.MuLawToLinearSample(bytes[0]),
        _ => BinaryPrimitives.ReadInt16LittleEndian(bytes),
    };
}

internal enum WavEncoding
{
    /// <summary>16 bit, low byte first.</summary>
    Linear,

    MuLaw,

    ALaw,
}
