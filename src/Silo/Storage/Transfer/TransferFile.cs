using System.Security.Cryptography;
using System.Text.Json;

namespace FleetActors.Storage.Transfer;

/// <summary>
/// The file between two databases: gzip of UTF-8 lines, each a JSON object whose first member <c>t</c> says what it is. The first line is the
/// <see cref="TransferHeader"/>, the last the <see cref="TransferFooter"/>; between them the rows of each <see cref="TransferTable"/>, and the recordings.
/// </summary>
internal static class TransferFile
{
    /// <summary>Raised when a reader of the version before could no longer read the file.</summary>
    public const int Version = 2;

    /// <summary>Also read; it had no recordings.</summary>
    public const int OldestVersion = 1;

    public const string HeaderWord = "fleet-export";

    public const string FooterWord = "end";

    /// <summary>Adds a line, with its end, to the checksum.</summary>
    public static void Append(IncrementalHash checksum, ReadOnlySpan<byte> line)
    {
        checksum.AppendData(line);
        checksum.AppendData("\n"u8);
    }

    public static string Text(IncrementalHash checksum) => Convert.ToHexStringLower(checksum.GetHashAndReset());

    public static byte[] Line(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var line = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = StateJson.Options.Encoder, SkipValidation = true }))
        {
            line.WriteStartObject();
            members(line);
            line.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>A line of the file.</summary>
    /// <exception cref="StorageException">It is not what this format has.</exception>
    public static JsonDocument Parse(string line, long number)
    {
        try
        {
            var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 256 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw Damaged(number, "it is not an object");
        }
        catch (JsonException exception)
        {
            throw Damaged(number, exception.Message);
        }
    }

    public static StorageException Damaged(long line, string why) => new($"Line {line} of the file cannot be read: {why}. The file is damaged or not an export.");
}
