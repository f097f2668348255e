namespace FleetActors.StandIns.AdoNet;

/// <summary>
/// What a grain may rely on when many write at once, whether they share a commit or not: one write's failure is its own, and what was reported is stored.
/// </summary>
public abstract class ManyWritesTests(DatabaseKind kind)
{
    [SkippableFact]
    public async Task Write_ManyAtOnce_AllAreStored()
    {
        await using var notes = await NoteStore.OpenAsync(kind);

        var etags = await Task.WhenAll(Enumerable.Range(0, 400).Select(n => notes.WriteAsync($"g-{n}", $"text {n}")));

        etags.ShouldAllBe(etag => etag == "1");
        notes.Database.Scalar("SELECT count(*) FROM states").ShouldBe(400);
    }

    [SkippableFact]
    public async Task Write_OneBreaksAConstraint_OnlyThatOneFails()
    {
        await using var notes = await NoteStore.OpenAsync(kind);
        notes.Database.Execute(notes.Database.UniqueGuests);
        await notes.WriteAsync("first", "guest Ada");

        var writes = Enumerable.Range(0, 40).Select(n => notes.WriteAsync($"g-{n}", n == 20 ? "guest Ada" : $"text {n}")).ToArray();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);

        writes.Where((_, n) => n != 20).ShouldAllBe(write => write.IsCompletedSuccessfully);
        var failure = await Should.ThrowAsync<Exception>(() => writes[20]);
        failure.ToString().ShouldMatch("UNIQUE constraint failed: guests.name|23505: duplicate key");
        notes.Database.Scalar("SELECT count(*) FROM states WHERE grain = 'g-20'").ShouldBe(0);
        notes.Database.Scalar("SELECT count(*) FROM states").ShouldBe(40);
    }

    [SkippableFact]
    public async Task Write_SameGrainTwiceWithOneVersion_SecondConflicts()
    {
        await using var notes = await NoteStore.OpenAsync(kind);

        var writes = Enumerable.Range(0, 10).Select(n => notes.WriteAsync("one", $"text {n}")).ToArray();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);

        writes.Count(write => write.IsCompletedSuccessfully).ShouldBe(1);
        notes.Database.Scalar("SELECT version FROM states").ShouldBe(1);
    }

    [SkippableFact]
    public async Task Write_TablesGone_FailsUntilTheyAreBack()
    {
        await using var notes = await NoteStore.OpenAsync(kind);
        await notes.WriteAsync("note", "text");
        notes.Database.Execute("ALTER TABLE states RENAME TO elsewhere");

        var writes = Enumerable.Range(0, 10).Select(n => notes.WriteAsync($"g-{n}", "text")).ToArray();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);
        writes.ShouldAllBe(write => write.IsFaulted);

        notes.Database.Execute("ALTER TABLE elsewhere RENAME TO states");
        (await notes.WriteAsync("g-1", "text")).ShouldBe("1");
        (await notes.ReadAsync("note")).ShouldBe("text");
    }

    [SkippableFact]
    public async Task Stop_WhileWritesWait_FinishesThemFirst()
    {
        await using var notes = await NoteStore.OpenAsync(kind);
        var writes = Enumerable.Range(0, 200).Select(n => notes.WriteAsync($"g-{n}", "text")).ToArray();
        await writes[0];

        await notes.StopAsync();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);

        notes.Database.Scalar("SELECT count(*) FROM states").ShouldBe(writes.Count(write => write.IsCompletedSuccessfully));
    }
}
