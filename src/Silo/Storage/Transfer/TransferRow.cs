using System.Text.Json;
using FleetActors.Recordings;

namespace FleetActors.Storage.Transfer;

/// <summary>A line of the file between the first and the last.</summary>
internal abstract record TransferRow
{
    /// <summary>Words of the lines that hold recordings. Part of the format, as those of <see cref="TransferTable.Word"/>.</summary>
    public const string SoundWord = "sound";

    /// <inheritdoc cref="SoundWord"/>
    public const string RecordingWord = "recording";

    /// <summary>All words, in the order in which their lines are written and must be read: a recording's own line closes it, so it comes after its sound.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. TransferTable.All.Select(static table => table.Word), SoundWord, RecordingWord];

    /// <summary>Bytes that it may hold in memory beyond those of a usual row.</summary>
    public virtual int ExtraBytes => 0;

    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="FormatException">A member cannot be read.</exception>
    /// <exception cref="InvalidOperationException">A member is of another kind.</exception>
    public static TransferRow Read(string word, JsonElement line) => word switch
    {
        SoundWord => SoundRow.Read(line),
        RecordingWord => RecordingRow.Read(line),
        _ => TableRow.Read(TransferTable.All.First(table => table.Word == word), line),
    };

    // Names become names of files.
    protected static string NameIn(JsonElement line) =>
        line.GetProperty("name").GetString() is { } name && RecordingFile.IsStem(name) ? name : throw new FormatException("it names no recording");

    protected static long CountIn(JsonElement line, string member) =>
        line.GetProperty(member).GetInt64() is var count and >= 0 and <= Calls.RecordingInfo.MaxSamples ? count : throw new FormatException($"its {member} cannot be");
}

/// <summary>A row of a table.</summary>
internal sealed record TableRow(string Insert, IReadOnlyList<(string Name, object? Value)> Values) : TransferRow
{
    public static TableRow Read(TransferTable table, JsonElement line) => new(table.Insert, [.. table.Values(line)]);
}

/// <summary>A second of a recording at most.</summary>
/// <param name="Name">The recording's.</param>
/// <param name="First">Place of its first sample.</param>
/// <param name="Sound">16 bit, low byte first.</param>
internal sealed record SoundRow(string Name, long First, byte[] Sound) : TransferRow
{
    public override int ExtraBytes => Sound.Length;

    public static SoundRow Read(JsonElement line)
    {
        var row = new SoundRow(NameIn(line), CountIn(line, "first"), line.GetProperty("pcm").GetBytesFromBase64());
        return row.Sound.Length is >= sizeof(short) and <= SecondBuffer.Size && row.Sound.Length % sizeof(short) == 0 ? row : throw new FormatException("its sound cannot be");
    }

    public byte[] ToLine() => TransferFile.Line(line =>
    {
        line.WriteString("t", SoundWord);
        line.WriteString("name", Name);
        line.WriteNumber("first", First);
        line.WriteBase64String("pcm", Sound);
    });
}

/// <summary>A recording, after all of its sound.</summary>
/// <param name="UpdatedAt">UTC, to the microsecond.</param>
internal sealed record RecordingRow(string Name, long Samples, DateTime UpdatedAt) : TransferRow
{
    private const int SamplesARow = SecondBuffer.Size / sizeof(short);

    /// <summary>How many <see cref="SoundRow"/>s it has.</summary>
    public long Sounds => (Samples + SamplesARow - 1) / SamplesARow;

    public static RecordingRow Read(JsonElement line) => new(NameIn(line), CountIn(line, "samples"), line.GetProperty("updated").GetDateTimeOffset().UtcDateTime);

    /// <summary>Place and bytes of each of its <see cref="SoundRow"/>s.</summary>
    public IEnumerable<(long First, int Bytes)> Pieces()
    {
        for (var first = 0L; first < Samples; first += SamplesARow)
        {
            yield return (first, (int)Math.Min(SamplesARow, Samples - first) * sizeof(short));
        }
    }

    public byte[] ToLine() => TransferFile.Line(line =>
    {
        line.WriteString("t", RecordingWord);
        line.WriteString("name", Name);
        line.WriteNumber("samples", Samples);
        line.WriteString("updated", TransferTable.Text(UpdatedAt));
    });
}
