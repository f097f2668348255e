using System.IO.Compression;
using System.Text;
using FleetActors.Calls;
using FleetActors.Recordings;
using FleetActors.Storage.Sql;
using FleetActors.Storage.Transfer;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NAudio.Wave;

namespace FleetActors.Storage;

/// <summary>Recordings move with the house, from files to a database and back.</summary>
public sealed class RecordingTransferTests : IAsyncLifetime
{
    private const string Odd = "Call:7+8";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateTime Written = new(2026, 1, 5, 8, 0, 0, 123, 456, DateTimeKind.Utc);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("fleet-transfer-").FullName;

    /// <summary>Lengths: none, one sample, a second less one, a second, many and a part.</summary>
    private static IReadOnlyDictionary<string, short[]> Sounds { get; } = new Dictionary<string, short[]>
    {
        ["428c31b6-7af4-4bcb-b7f5-5013ef9657c1"] = Sound(7, 20_001),
        ["empty"] = [],
        ["one"] = Sound(1, 1),
        ["short"] = Sound(2, 7999),
        ["whole"] = Sound(3, 8000),
        [Odd] = Sound(4, 300_000),
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [SkippableFact]
    public async Task FilesToDatabaseAndBack_EverySampleIsTheSame()
    {
        await using var home = await HomeAsync();
        await using var server = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var back = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        await ExportAsync(home, Files("home"), "1");
        await ImportAsync(server, new DatabaseCarrier(), "1");
        await ExportAsync(server, new DatabaseCarrier(), "2");
        await ImportAsync(back, Files("back"), "2");
        await ExportAsync(back, Files("back"), "3");

        Rows("1").Count.ShouldBe(2 + Sounds.Values.Sum(sound => (sound.Length + 7999) / 8000) + Sounds.Count);
        Rows("2").ShouldBe(Rows("1"));
        Rows("3").ShouldBe(Rows("1"));
        using var database = new DatabaseRecordingStore(server.Open());
        await ShouldHoldAsync(database);
        await ShouldHoldAsync(Store("back"));
        System.IO.Directory.GetFiles(Path.Combine(_folder, "back")).Length.ShouldBe(Sounds.Count);
        (await database.FindAsync("one", Ct))!.UpdatedAt.UtcDateTime.ShouldBe(Written);
        (await Store("back").FindAsync("one", Ct))!.UpdatedAt.UtcDateTime.ShouldBe(Written);

        // And it goes on there.
        await using (var writer = await database.OpenAsync("one", Ct))
        {
            writer.Samples.ShouldBe(1);
        }
    }

    [SkippableFact]
    public async Task Export_OfChunksWithGapsAndOddBorders_IsWhatAReaderHears()
    {
        await using var server = await FleetStore.OpenAsync(DatabaseKind.Postgres);
        using var store = new DatabaseRecordingStore(server.Database.Open());
        foreach (var length in new[] { 100, 8000, 3, 12_345, 8000 })
        {
            await using var writer = await store.OpenAsync("gaps", Ct);
            await writer.AppendAsync(Sound(length, length), Ct);
        }

        server.Database.Execute("DELETE FROM recording_chunk WHERE first_sample = 8103");
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ExportAsync(server.Database, new DatabaseCarrier(), "1");
        await ImportAsync(target, Files("target"), "1");

        (await ReadAsync(Store("target"), "gaps")).ShouldBe(await ReadAsync(store, "gaps"));
        (await ReadAsync(store, "gaps")).Length.ShouldBe(100 + 8000 + 3 + 12_345 + 8000);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Import_InterruptedInTheMiddleOfARecording_GoesOnWhereItStopped(DatabaseKind kind)
    {
        await using var home = await HomeAsync();
        await using var target = await TestDatabase.CreateAsync(kind);
        await using (var long1 = await Store("home").OpenAsync("long", Ct))
        {
            await long1.AppendAsync(Sound(9, 400 * 8000), Ct);
        }

        await ExportAsync(home, Files("home"), "1");
        IRecordingCarrier carrier = kind == DatabaseKind.Sqlite ? Files("target") : new DatabaseCarrier();
        await Should.ThrowAsync<IOException>(() => ImportAsync(target, new FailingCarrier(carrier, batches: 1), "1"));
        target.Scalar<int>("SELECT rows_done FROM fleet_import").ShouldBeInRange(250, 300);

        await Should.ThrowAsync<IOException>(() => ImportAsync(target, new FailingCarrier(carrier, batches: 0, afterWriting: true), "1"));
        await ImportAsync(target, carrier, "1");

        using var database = new DatabaseRecordingStore(target.Open());
        IRecordingStore store = kind == DatabaseKind.Sqlite ? Store("target") : database;
        await ShouldHoldAsync(store);
        (await ReadAsync(store, "long")).ShouldBe(Sound(9, 400 * 8000));
        if (kind == DatabaseKind.Sqlite)
        {
            System.IO.Directory.GetFiles(Path.Combine(_folder, "target"), "*.part").ShouldBeEmpty();
        }
    }

    [SkippableFact]
    public async Task Import_IntoTheFolderThatTheyCameFrom_LeavesLongerOnesAlone()
    {
        await using var home = await HomeAsync();
        await using var server = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await ExportAsync(home, Files("home"), "1");
        await using (var later = await Store("home").OpenAsync("whole", Ct))
        {
            await later.AppendAsync(Sound(5, 5), Ct);
        }

        File.Delete(Path.Combine(_folder, "home", "short.wav"));
        await ImportAsync(server, Files("home"), "1");

        (await ReadAsync(Store("home"), "whole")).ShouldBe([.. Sounds["whole"], .. Sound(5, 5)]);
        (await ReadAsync(Store("home"), "short")).ShouldBe(Sounds["short"]);
    }

    [SkippableFact]
    public async Task Import_DatabaseThatHoldsRecordings_IsRefused()
    {
        await using var home = await HomeAsync();
        await using var server = await FleetStore.OpenAsync(DatabaseKind.Postgres);
        using var store = new DatabaseRecordingStore(server.Database.Open());
        await (await store.OpenAsync("another", Ct)).DisposeAsync();
        await ExportAsync(home, Files("home"), "1");

        (await Should.ThrowAsync<StorageException>(() => ImportAsync(server.Database, new DatabaseCarrier(), "1"))).Message.ShouldContain("1 recording");
    }

    [Fact]
    public async Task Import_FileOfTheFormatBefore_IsRead()
    {
        await using var home = await HomeAsync();
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await ExportAsync(home, Files("none"), "1");
        var lines = Lines("1");
        var rows = lines.Select(static line => line
            .Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal)
            .Replace(",\"sound\":0,\"recording\":0", "", StringComparison.Ordinal)).ToArray();
        rows[0].ShouldNotBe(lines[0]);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(rows[..^1].Select(static row => row + "\n")))));
        rows[^1] = System.Text.RegularExpressions.Regex.Replace(rows[^1], "[0-9a-f]{64}", sha);
        Write("old", rows);

        (await ImportAsync(target, Files("none"), "old")).ShouldBe(2);
    }

    [Fact]
    public async Task Import_RowsThatNoExportWrites_AreRefusedAndWriteNoFile()
    {
        await using var home = await HomeAsync();
        await ExportAsync(home, Files("home"), "1");
        var lines = Lines("1");
        foreach (var (bad, n) in new[]
        {
            """{"t":"sound","name":"../../escape","first":0,"pcm":"AAAA"}""",
            """{"t":"sound","name":"one","first":-1,"pcm":"AAAA"}""",
            """{"t":"sound","name":"one","first":0,"pcm":"AA=="}""",
            """{"t":"sound","name":"one","first":0}""",
            """{"t":"sound","name":"one","first":0,"pcm":"!"}""",
        }.Select((row, n) => (row, n)))
        {
            await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
            var at = lines.FindIndex(static line => line.Contains("\"name\":\"one\"", StringComparison.Ordinal));
            string[] spoilt = [.. lines[..at], bad, .. lines[(at + 1)..]];
            spoilt[^1] = System.Text.RegularExpressions.Regex.Replace(spoilt[^1], "[0-9a-f]{64}", Sha(spoilt[..^1]));
            Write($"bad-{n}", spoilt);

            (await Should.ThrowAsync<StorageException>(() => ImportAsync(target, Files($"bad-{n}"), $"bad-{n}"))).Message.ShouldContain($"Line {at + 1}");
        }

        System.IO.Directory.GetFiles(Path.GetDirectoryName(_folder)!, "escape*").ShouldBeEmpty();
    }

    private static string Sha(string[] rows) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(rows.Select(static row => row + "\n")))));

    private static short[] Sound(int seed, int samples) => [.. Enumerable.Range(0, samples).Select(i => (short)((i * 7919) + (seed * 31)))];

    private static async Task ShouldHoldAsync(IRecordingStore store)
    {
        foreach (var (call, sound) in Sounds)
        {
            (await ReadAsync(store, call)).ShouldBe(sound, call);
        }
    }

    private static async Task<short[]> ReadAsync(IRecordingStore store, string call)
    {
        await using var stream = (await store.OpenReadAsync(call, Ct)).ShouldNotBeNull(call);
        using var wave = new WaveFileReader(stream);
        var bytes = new byte[wave.Length];
        wave.Read(bytes, 0, bytes.Length).ShouldBe(bytes.Length);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }

    /// <summary>A database with two states, and a folder with recordings.</summary>
    private async Task<TestDatabase> HomeAsync()
    {
        var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var store = await FleetStore.OpenAsync(database);
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(1)));
        await store.Grains.SaveAsync(new StoredAlertIndex(GrainStates.AlertId(2)));
        foreach (var (call, sound) in Sounds)
        {
            await using var writer = await Store("home").OpenAsync(call, Ct);
            await writer.AppendAsync(sound, Ct);
        }

        // Other things that may lie there.
        await File.WriteAllTextAsync(Path.Combine(_folder, "home", "notes.txt"), "not a recording");
        await File.WriteAllTextAsync(Path.Combine(_folder, "home", "half.wav.part"), "of an import");
        await File.WriteAllTextAsync(Path.Combine(_folder, "home", "somebody's own.wav"), "not a name of ours");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "home", "one.wav"), Written.AddTicks(7));
        return database;
    }

    private DirectoryRecordingStore Store(string name) => new(Options.Create(new RecordingOptions { Directory = Path.Combine(_folder, name) }));

    private DirectoryCarrier Files(string name) => new(Path.Combine(_folder, name));

    private Task<long> ExportAsync(TestDatabase database, IRecordingCarrier carrier, string name) =>
        new FleetExport(database.Open(), carrier, TimeProvider.System, new TransferProgress("exported", TextWriter.Null, TimeProvider.System)).RunAsync(PathOf(name), Ct);

    private Task<long> ImportAsync(TestDatabase database, IRecordingCarrier carrier, string name)
    {
        var opened = database.Open();
        return new FleetImport(
            opened,
            carrier,
            new SchemaMigrator(opened, TimeProvider.System, NullLogger<SchemaMigrator>.Instance),
            new TransferProgress("imported", TextWriter.Null, TimeProvider.System)).RunAsync(PathOf(name), Ct);
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".gz");

    private List<string> Rows(string name) => Lines(name)[1..^1];

    private List<string> Lines(string name)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(PathOf(name)), CompressionMode.Decompress), Encoding.UTF8);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private void Write(string name, IEnumerable<string> lines)
    {
        using var text = new StreamWriter(new GZipStream(File.Create(PathOf(name)), CompressionLevel.Fastest));
        foreach (var line in lines)
        {
            text.Write(line + "\n");
        }
    }

    /// <summary>The power goes after some batches, before or after the next one's files are written.</summary>
    private sealed class FailingCarrier(IRecordingCarrier carrier, int batches, bool afterWriting = false) : IRecordingCarrier
    {
        private int _left = batches;

        public string Description => carrier.Description;

        public Task<IReadOnlyList<RecordingRow>> ListAsync(System.Data.Common.DbConnection connection, CancellationToken cancellationToken) =>
            carrier.ListAsync(connection, cancellationToken);

        public IAsyncEnumerable<SoundRow> ReadAsync(System.Data.Common.DbConnection connection, RecordingRow recording, CancellationToken cancellationToken) =>
            carrier.ReadAsync(connection, recording, cancellationToken);

        public Task<IReadOnlyDictionary<string, long>> CountAsync(System.Data.Common.DbConnection connection, CancellationToken cancellationToken) =>
            carrier.CountAsync(connection, cancellationToken);

        public async Task WriteAsync(System.Data.Common.DbConnection connection, IReadOnlyList<TransferRow> rows, CancellationToken cancellationToken)
        {
            if (_left-- > 0 || afterWriting)
            {
                await carrier.WriteAsync(connection, rows, cancellationToken);
            }

            if (_left < 0)
            {
                throw new IOException("The power is gone.");
            }
        }
    }
}
