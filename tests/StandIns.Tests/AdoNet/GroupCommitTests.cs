namespace FleetActors.StandIns.AdoNet;

/// <summary>
/// What a grain may rely on when many write at once, whether they share a commit or not: one write's failure is its own, and what was reported is in the file.
/// </summary>
public sealed class GroupCommitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Only one note may hold each name; the name is the note's first word.</summary>
    private const string UniqueNames = SqlFile.Schema + """
        CREATE TRIGGER name_of_note AFTER INSERT ON states WHEN CAST(NEW.payload AS TEXT) LIKE 'guest %'
        BEGIN
            INSERT INTO guests (name) VALUES (CAST(NEW.payload AS TEXT));
        END;
        """;

    [Fact]
    public async Task Write_ManyAtOnce_AllAreInTheFile()
    {
        await using var file = await SqlFile.OpenAsync();

        var etags = await Task.WhenAll(Enumerable.Range(0, 400).Select(n => file.WriteAsync($"g-{n}", $"text {n}")));

        etags.ShouldAllBe(etag => etag == "1");
        file.Scalar("SELECT count(*) FROM states").ShouldBe(400);
    }

    [Fact]
    public async Task Write_OneBreaksAConstraint_OnlyThatOneFails()
    {
        await using var file = await SqlFile.OpenAsync(UniqueNames);
        await file.WriteAsync("first", "guest Ada");

        var writes = Enumerable.Range(0, 40).Select(n => file.WriteAsync($"g-{n}", n == 20 ? "guest Ada" : $"text {n}")).ToArray();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);

        writes.Where((_, n) => n != 20).ShouldAllBe(write => write.IsCompletedSuccessfully);
        var failure = await Should.ThrowAsync<Exception>(() => writes[20]);
        failure.ToString().ShouldContain("UNIQUE constraint failed: guests.name");
        file.Scalar("SELECT count(*) FROM states WHERE grain = 'g-20'").ShouldBe(0);
        file.Scalar("SELECT count(*) FROM states").ShouldBe(40);
    }

    [Fact]
    public async Task Write_SameGrainTwiceWithOneVersion_SecondConflicts()
    {
        await using var file = await SqlFile.OpenAsync();

        var writes = Enumerable.Range(0, 10).Select(n => file.WriteAsync("one", $"text {n}")).ToArray();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);

        writes.Count(write => write.IsCompletedSuccessfully).ShouldBe(1);
        file.Scalar("SELECT version FROM states").ShouldBe(1);
    }

    [Fact]
    public async Task Write_WhileAnotherProcessHoldsTheFile_IsReportedOnlyAfterItsOwnCommit()
    {
        await using var file = await SqlFile.OpenAsync();
        using var other = file.Connect();
        Run(other, "BEGIN IMMEDIATE");

        var writes = Enumerable.Range(0, 20).Select(n => file.WriteAsync($"g-{n}", "text")).ToArray();
        await file.ReadAsync("g-1");
        writes.ShouldAllBe(write => !write.IsCompleted);
        Run(other, "SELECT count(*) FROM states");

        Run(other, "ROLLBACK");
        await Task.WhenAll(writes).WaitAsync(Patience);
        file.Scalar("SELECT count(*) FROM states").ShouldBe(20);
    }

#if STANDINS
    /// <summary>Not for the real packages: they commit each write by itself, and take no query that returns the pragma's row.</summary>
    [Fact]
    public async Task Write_DatabaseFull_FailsTheWholeCommitAndLaterWritesWork()
    {
        await using var file = await SqlFile.OpenAsync();
        file.Execute("UPDATE OrleansQuery SET QueryText = QueryText || '; PRAGMA max_page_count = 40;' WHERE QueryKey = 'WriteToStorageKey'");
        await using var full = await file.ReopenAsync();
        await full.WriteAsync("before", "text");
        using var other = full.Connect();
        Run(other, "BEGIN IMMEDIATE");

        var writes = Enumerable.Range(0, 20).Select(n => full.WriteAsync($"g-{n}", n == 10 ? new string('x', 400_000) : "text")).ToArray();
        Run(other, "ROLLBACK");
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(Patience);

        (await Should.ThrowAsync<Exception>(() => writes[10])).ToString().ShouldContain("full");
        foreach (var (write, n) in writes.Select((write, n) => (write, n)))
        {
            (await full.ReadAsync($"g-{n}") is not null).ShouldBe(write.IsCompletedSuccessfully, $"g-{n}: {write.Exception}");
        }

        (await full.WriteAsync("after", "text")).ShouldBe("1");
        (await full.WriteAsync("before", "more", "1")).ShouldBe("2");
    }
#endif

    [Fact]
    public async Task Write_TablesGone_FailsUntilTheyAreBack()
    {
        await using var file = await SqlFile.OpenAsync();
        await file.WriteAsync("note", "text");
        file.Execute("ALTER TABLE states RENAME TO elsewhere");

        var writes = Enumerable.Range(0, 10).Select(n => file.WriteAsync($"g-{n}", "text")).ToArray();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);
        writes.ShouldAllBe(write => write.IsFaulted);

        file.Execute("ALTER TABLE elsewhere RENAME TO states");
        (await file.WriteAsync("g-1", "text")).ShouldBe("1");
        (await file.ReadAsync("note")).ShouldBe("text");
    }

    [Fact]
    public async Task Stop_WhileWritesWait_FinishesThemFirst()
    {
        await using var file = await SqlFile.OpenAsync();
        var writes = Enumerable.Range(0, 200).Select(n => file.WriteAsync($"g-{n}", "text")).ToArray();
        await writes[0];

        await file.StopAsync();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);

        file.Scalar("SELECT count(*) FROM states").ShouldBe(writes.Count(write => write.IsCompletedSuccessfully));
    }

    private static void Run(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
