using System.Collections.ObjectModel;
using System.Text.Json;

namespace FleetActors.Storage.Transfer;

/// <summary>The first line.</summary>
/// <param name="ExportId">Names this export, so that an interrupted import goes on with no other file.</param>
/// <param name="Rows">How many rows of each table follow, by its word.</param>
internal sealed record TransferHeader(int Version, string ExportId, DateTimeOffset ExportedAt, string Source, ReadOnlyDictionary<string, long> Rows)
{
    private const string StateFormatWord = "state_format";

    /// <summary>The <see cref="Sql.StateFormat"/> of the states in the file.</summary>
    public required int StateFormat { get; init; }

    public long Total => Rows.Values.Sum();

    public byte[] ToLine() => TransferFile.Line(line =>
    {
        line.WriteString("t", TransferFile.HeaderWord);
        line.WriteNumber("version", Version);
        line.WriteNumber(StateFormatWord, StateFormat);
        line.WriteString("export_id", ExportId);
        line.WriteString("exported_at", ExportedAt);
        line.WriteString("source", Source);
        WriteCounts(line, Rows);
    });

    /// <exception cref="StorageException">It is not the first line of an export, or of a newer release's.</exception>
    public static TransferHeader Read(string text)
    {
        using var line = TransferFile.Parse(text, 1);
        try
        {
            var header = line.RootElement;
            if (header.GetProperty("t").GetString() != TransferFile.HeaderWord)
            {
                throw TransferFile.Damaged(1, "it does not begin an export");
            }

            var version = header.GetProperty("version").GetInt32();
            if (version is < TransferFile.OldestVersion or > TransferFile.Version)
            {
                throw new StorageException($"The file has version {version} of the format, this release reads up to {TransferFile.Version}. Import it with the release that wrote it or a later one.");
            }

            var format = header.TryGetProperty(StateFormatWord, out var written) ? written.GetInt32() : Sql.StateFormat.BeforeItWasNoted;
            if (format > Sql.StateFormat.Current)
            {
                throw new StorageException(
                    $"The file holds state in format {format}, this release reads formats up to {Sql.StateFormat.Current}. Import it with the release that wrote it or a later one.");
            }

            return new TransferHeader(
                version, header.GetProperty("export_id").GetString()!, header.GetProperty("exported_at").GetDateTimeOffset(), header.GetProperty("source").GetString()!, ReadCounts(header))
            {
                StateFormat = format,
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw TransferFile.Damaged(1, exception.Message);
        }
    }

    public static void WriteCounts(Utf8JsonWriter line, IReadOnlyDictionary<string, long> rows)
    {
        line.WriteStartObject("rows");
        foreach (var (word, count) in rows)
        {
            line.WriteNumber(word, count);
        }

        line.WriteEndObject();
    }

    public static ReadOnlyDictionary<string, long> ReadCounts(JsonElement line) =>
        line.GetProperty("rows").EnumerateObject().ToDictionary(static count => count.Name, static count => count.Value.GetInt64()).AsReadOnly();
}
