using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FleetActors.Storage.Transfer;

/// <summary>Reads an export line by line.</summary>
internal sealed class TransferReader : IDisposable
{
    private readonly StreamReader _lines;
    private long _number;
    private bool _ended;

    private TransferReader(StreamReader lines, string headerLine)
    {
        _lines = lines;
        _number = 1;
        HeaderLine = headerLine;
        Header = TransferHeader.Read(headerLine);
    }

    private string HeaderLine { get; }

    public TransferHeader Header { get; }

    /// <exception cref="StorageException">It is not there or not an export.</exception>
    public static async Task<TransferReader> OpenAsync(string file, CancellationToken cancellationToken)
    {
        StreamReader? lines = null;
        try
        {
            lines = new StreamReader(new GZipStream(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read), CompressionMode.Decompress), Encoding.UTF8, false, 1 << 16);
            return new TransferReader(lines, await ReadLineAsync(lines, cancellationToken) ?? string.Empty);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            lines?.Dispose();
            throw new StorageException($"The file {file} cannot be read: {exception.Message}", exception);
        }
        catch
        {
            lines?.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole file and holds it against its own counts and checksum, so that nothing of a damaged one gets into a database.</summary>
    /// <exception cref="StorageException">It is incomplete or was changed.</exception>
    public static async Task<TransferHeader> VerifyAsync(string file, CancellationToken cancellationToken)
    {
        using var reader = await OpenAsync(file, cancellationToken);
        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        TransferFile.Append(checksum, Encoding.UTF8.GetBytes(reader.HeaderLine));
        var rows = TransferRow.Words.ToDictionary(static word => word, static _ => 0L);
        while (await ReadLineAsync(reader._lines, cancellationToken) is { } text)
        {
            reader._number++;
            using var line = TransferFile.Parse(text, reader._number);
            var word = Word(line.RootElement, reader._number);
            if (word == TransferFile.FooterWord)
            {
                reader.Require(line.RootElement, rows, TransferFile.Text(checksum));
                return await ReadLineAsync(reader._lines, cancellationToken) is null
                    ? reader.Header
                    : throw TransferFile.Damaged(reader._number + 1, "there should be nothing after the end");
            }

            TransferFile.Append(checksum, Encoding.UTF8.GetBytes(text));
            if (!rows.TryGetValue(word, out var count))
            {
                throw TransferFile.Damaged(reader._number, $"this release knows no rows called '{word}'");
            }

            rows[word] = count + 1;
        }

        throw new StorageException("The file has no end: the export was interrupted, or only a part of the file is here.");
    }

    /// <summary>The next row; null after the last.</summary>
    public async Task<TransferRow?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return null;
        }

        var text = await ReadLineAsync(_lines, cancellationToken);
        _number++;
        using var line = TransferFile.Parse(text ?? throw new StorageException("The file has no end."), _number);
        var word = Word(line.RootElement, _number);
        if (word == TransferFile.FooterWord)
        {
            _ended = true;
            return null;
        }

        try
        {
            return TransferRow.Read(word, line.RootElement);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw TransferFile.Damaged(_number, exception.Message);
        }
    }

    /// <summary>Passes over rows that are in the database already.</summary>
    public async Task SkipAsync(long rows, CancellationToken cancellationToken)
    {
        for (; rows > 0; rows--, _number++)
        {
            await ReadLineAsync(_lines, cancellationToken);
        }
    }

    public void Dispose() => _lines.Dispose();

    private void Require(JsonElement footer, Dictionary<string, long> rows, string sha256)
    {
        var said = TransferHeader.ReadCounts(footer);
        foreach (var (word, count) in rows)
        {
            if (said.GetValueOrDefault(word) != count || Header.Rows.GetValueOrDefault(word) != count)
            {
                throw new StorageException($"The file holds {count} rows of '{word}' and says that it should be {said.GetValueOrDefault(word)}. It is damaged.");
            }
        }

        if (footer.GetProperty("sha256").GetString() != sha256)
        {
            throw new StorageException("The file does not have the checksum that it names. It is damaged or was changed.");
        }
    }

    private static string Word(JsonElement line, long number) =>
        line.TryGetProperty("t", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : throw TransferFile.Damaged(number, "it does not say what it is");

    private static async Task<string?> ReadLineAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new StorageException($"The file is not what gzip wrote: {exception.Message} It is damaged, or not an export.", exception);
        }
    }
}
