namespace FleetActors.StandIns.AdoNet;

/// <summary>What only a file has: one writer at a time, and an end of the room.</summary>
public sealed class SharedCommitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Write_WhileAnotherProcessHoldsTheFile_IsReportedOnlyAfterItsOwnCommit()
    {
        await using var notes = await NoteStore.OpenAsync(DatabaseKind.Sqlite);
        using var other = notes.Database.Connect();
        NoteDatabase.Execute(other, "BEGIN IMMEDIATE");

        var writes = Enumerable.Range(0, 20).Select(n => notes.WriteAsync($"g-{n}", "text")).ToArray();
        await notes.ReadAsync("g-1");
        writes.ShouldAllBe(write => !write.IsCompleted);
        NoteDatabase.Execute(other, "SELECT count(*) FROM states");

        NoteDatabase.Execute(other, "ROLLBACK");
        await Task.WhenAll(writes).WaitAsync(Patience);
        notes.Database.Scalar("SELECT count(*) FROM states").ShouldBe(20);
    }

#if STANDINS
    /// <summary>Not for the real packages: they commit each write by itself, and take no query that returns the pragma's row.</summary>
    [Fact]
    public async Task Write_DatabaseFull_FailsTheWholeCommitAndLaterWritesWork()
    {
        await using var notes = await NoteStore.OpenAsync(DatabaseKind.Sqlite);
        notes.Database.Execute("UPDATE OrleansQuery SET QueryText = QueryText || '; PRAGMA max_page_count = 40;' WHERE QueryKey = 'WriteToStorageKey'");
        await using var full = await notes.ReopenAsync();
        await full.WriteAsync("before", "text");
        using var other = full.Database.Connect();
        NoteDatabase.Execute(other, "BEGIN IMMEDIATE");

        var writes = Enumerable.Range(0, 20).Select(n => full.WriteAsync($"g-{n}", n == 10 ? new string('x', 400_000) : "text")).ToArray();
        NoteDatabase.Execute(other, "ROLLBACK");
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
}
