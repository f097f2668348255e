using FleetActors.Calls;
using FleetActors.Storage;
using FleetActors.Storage.Sql;
using FleetActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetActors.Recordings;

public sealed class DatabaseRecordingStoreTests : RecordingStoreContract, IAsyncLifetime
{
    private const string Call = "call-1";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly List<DatabaseRecordingStore> _opened = [];
    private PostgresTestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Folder is null)
        {
            return;
        }

        _database = (PostgresTestDatabase)await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await new SchemaMigrator(_database.Open(), TimeProvider.System, NullLogger<SchemaMigrator>.Instance).MigrateAsync(Ct);
    }

    public async Task DisposeAsync()
    {
        _opened.ForEach(static store => store.Dispose());
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task AppendAsync_EachSecond_IsAChunkOfItsOwn()
    {
        await using var writer = await Open().OpenAsync(Call, Ct);
        foreach (var piece in Sound(20_000).Chunk(800))
        {
            await writer.AppendAsync(piece, Ct);
        }

        _database.Rows("SELECT name, first_sample, octet_length(sound) FROM recording_chunk ORDER BY first_sample")
            .ShouldBe(["call-1|0|16000", "call-1|8000|16000"]);
        _database.Rows("SELECT name, samples FROM recording").ShouldBe(["call-1|16000"]);
    }

    [SkippableFact]
    public async Task OpenAsync_ByAnotherSilo_ShutsTheFirstWriterOut()
    {
        var lost = await Open().OpenAsync(Call, Ct);
        await lost.AppendAsync(Sound(12_000), Ct);
        await using (var writer = await Open().OpenAsync(Call, Ct))
        {
            writer.Samples.ShouldBe(8000);
            await writer.AppendAsync(Sound(8000), Ct);

            (await Should.ThrowAsync<RecordingException>(async () => await lost.AppendAsync(Sound(8001), Ct))).Message.ShouldContain("another silo");
            (await Should.ThrowAsync<RecordingException>(async () => await lost.DisposeAsync())).Message.ShouldContain("another silo");
            await lost.DisposeAsync();
            await writer.AppendAsync(Sound(5), Ct);
        }

        (await ReadAsync(Call)).ShouldBe([.. Sound(12_000)[..8000], .. Sound(8000), .. Sound(5)]);
    }

    [SkippableFact]
    public async Task OpenAsync_TwoWritersAtTheSameTime_LeaveNothingTwiceAndNoHole()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();
        await Task.WhenAll(stores.Select(store => Task.Run(async () =>
        {
            for (var turn = 0; turn < 10; turn++)
            {
                var writer = await store.OpenAsync(Call, Ct);
                try
                {
                    await writer.AppendAsync(Sound(16_000), Ct);
                }
                catch (RecordingException)
                {
                    // Shut out by one of the others.
                }
            }
        })));

        var chunks = _database.Rows("SELECT first_sample, octet_length(sound) FROM recording_chunk ORDER BY first_sample");
        chunks.ShouldBe(Enumerable.Range(0, chunks.Count).Select(static second => $"{second * 8000}|16000"));
        _database.Scalar<int>("SELECT samples FROM recording").ShouldBe(chunks.Count * 8000);
    }

    [SkippableFact]
    public async Task OpenReadAsync_APartOfALongRecording_FetchesOnlyItsChunks()
    {
        await WriteAsync(Call, Sound(60 * 8000));
        await using var stream = (await Open().OpenReadAsync(Call, Ct))!;

        // What is not fetched may be gone.
        _database.Execute("DELETE FROM recording_chunk WHERE first_sample NOT IN (240000, 248000)");
        stream.Position = 46 + (2 * 244_000) + 1;
        var part = new byte[12_000];
        await stream.ReadExactlyAsync(part);

        part.ShouldBe(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Sound(60 * 8000).AsSpan(244_000, 6001)).Slice(1, 12_000).ToArray());
        stream.Length.ShouldBe(46 + (2 * 60 * 8000));
    }

    [SkippableFact]
    public async Task OpenReadAsync_ALostSecond_IsSilence()
    {
        await WriteAsync(Call, Sound(4 * 8000));
        _database.Execute("DELETE FROM recording_chunk WHERE first_sample = 8000");

        (await ReadAsync(Call)).ShouldBe([.. Sound(32_000)[..8000], .. new short[8000], .. Sound(32_000)[16_000..]]);
    }

    [SkippableFact]
    public async Task AppendAsync_DatabaseAway_SaysSoAndGoesOnAfterwards()
    {
        var server = await PostgresServer.StartAsync();
        await using var _ = server;
        var database = new PostgresTestDatabase(await server.CreateDatabaseAsync());
        await new SchemaMigrator(database.Open(), TimeProvider.System, NullLogger<SchemaMigrator>.Instance).MigrateAsync(Ct);
        using var store = new DatabaseRecordingStore(database.Open());
        await using (var closed = await store.OpenAsync(Call, Ct))
        {
            await closed.AppendAsync(Sound(7999), Ct);
        }

        await using (var writer = await store.OpenAsync(Call, Ct))
        {
            await server.StopAsync();

            await Should.ThrowAsync<RecordingException>(async () => await writer.AppendAsync(Sound(8000), Ct));
            writer.Samples.ShouldBe(7999 + 8000);
            await Should.ThrowAsync<RecordingException>(() => store.OpenReadAsync(Call, Ct));
            await Should.ThrowAsync<RecordingException>(() => store.FindAsync(Call, Ct));
            await Should.ThrowAsync<RecordingException>(() => store.OpenAsync("call-2", Ct));
            await server.StartAgainAsync();

            await writer.AppendAsync(Sound(8000), Ct);
        }

        await using var stream = (await store.OpenReadAsync(Call, Ct))!;
        ReadWave(stream).ShouldBe([.. Sound(7999), .. Sound(8000), .. Sound(8000)]);
    }

    /// <summary>The chunk was stored and the answer to it lost: the next try must not fail over the chunk that is there, nor store it twice.</summary>
    [SkippableFact]
    public async Task AppendAsync_ATryWhoseAnswerWasLost_IsRepeatedWithMoreBehindIt()
    {
        Skip.If(PostgresBinaries.Folder is null, PostgresBinaries.Missing);
        using var table = new RecordingTable(_database.Open());
        var (writer, _) = await table.OpenAsync(Call, Ct);
        var sound = System.Runtime.InteropServices.MemoryMarshal.AsBytes(Sound(300).AsSpan()).ToArray();
        (await table.AppendAsync(Call, writer, 0, sound.AsMemory(0, 200), durable: false, Ct)).ShouldBeTrue();

        (await table.AppendAsync(Call, writer, 0, sound.AsMemory(0, 200), durable: false, Ct)).ShouldBeTrue();
        (await table.AppendAsync(Call, writer, 0, sound, durable: true, Ct)).ShouldBeTrue();

        (await ReadAsync(Call)).ShouldBe(Sound(300));
        _database.Rows("SELECT first_sample, octet_length(sound) FROM recording_chunk").ShouldBe(["0|600"]);
        _database.Rows("SELECT samples FROM recording").ShouldBe(["300"]);
    }

    [SkippableFact]
    public async Task DisposeAsync_NothingWaits_StillMakesWhatWasWrittenSafe()
    {
        var writer = await Open().OpenAsync(Call, Ct);
        await writer.AppendAsync(Sound(8000), Ct);
        var before = _database.Rows("SELECT updated_at::text FROM recording");

        await writer.DisposeAsync();
        await writer.DisposeAsync();

        _database.Rows("SELECT updated_at::text FROM recording").ShouldNotBe(before);
        (await ReadAsync(Call)).ShouldBe(Sound(8000));
    }

    [SkippableFact]
    public async Task OpenAsync_NoTables_SaysSo()
    {
        await using var bare = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        using var store = new DatabaseRecordingStore(bare.Open());

        (await Should.ThrowAsync<RecordingException>(() => store.OpenAsync(Call, Ct))).Message.ShouldContain("\"recording\" does not exist");
    }

    [SkippableFact]
    public async Task AppendAsync_LeavesNoSettingBehindOnItsConnection()
    {
        var options = new StorageOptions { ConnectionString = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { MaxPoolSize = 1 }.ConnectionString };
        var database = new FleetDatabase(Options.Create(options));
        using var store = new DatabaseRecordingStore(database);
        await using var writer = await store.OpenAsync(Call, Ct);
        await writer.AppendAsync(Sound(8000), Ct);

        await using var connection = await database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SHOW synchronous_commit";
        (await command.ExecuteScalarAsync(Ct)).ShouldBe("on");
    }

    /// <summary>As a full disk or a standby that became the only server does: at once, and to the statement alone.</summary>
    protected override Task RefuseAsync(bool refuses)
    {
        _database.Execute(refuses
            ? """
              CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
              CREATE TRIGGER refuse BEFORE INSERT ON recording_chunk FOR EACH ROW EXECUTE FUNCTION refuse();
              """
            : "DROP FUNCTION refuse() CASCADE");
        return Task.CompletedTask;
    }

    protected override IRecordingStore Open()
    {
        Skip.If(PostgresBinaries.Folder is null, PostgresBinaries.Missing);
        _opened.Add(new DatabaseRecordingStore(_database.Open()));
        return _opened[^1];
    }
}
