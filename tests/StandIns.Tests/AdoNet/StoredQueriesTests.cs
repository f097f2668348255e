using Orleans.Storage;

namespace FleetActors.StandIns.AdoNet;

/// <summary>What the provider does by the queries in the database, whatever tables they use.</summary>
public abstract class StoredQueriesTests(DatabaseKind kind)
{
    [SkippableFact]
    public async Task WriteReadClear_RunTheQueriesOfTheDatabase()
    {
        await using var notes = await NoteStore.OpenAsync(kind);

        (await notes.WriteAsync("note", "first")).ShouldBe("1");
        (await notes.WriteAsync("note", "second", "1")).ShouldBe("2");
        (await notes.ReadAsync("note")).ShouldBe("second");
        notes.Database.Scalar("SELECT count(*) FROM states WHERE name = 'text' AND grain = 'note' AND version = 2").ShouldBe(1);

        await notes.ClearAsync("note", "2");
        (await notes.ReadAsync("note")).ShouldBeNull();
        notes.Database.Scalar("SELECT version FROM states").ShouldBe(3);
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("3")]
    public async Task Write_VersionThatIsNotStored_Conflicts(string? etag)
    {
        await using var notes = await NoteStore.OpenAsync(kind);
        await notes.WriteAsync("note", "first");
        await notes.WriteAsync("note", "second", "1");

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => notes.WriteAsync("note", "third", etag));

        conflict.Message.ShouldStartWith("Version conflict (WriteState)");
        (await notes.ReadAsync("note")).ShouldBe("second");
    }

    [SkippableFact]
    public async Task Clear_VersionThatIsNotStored_Conflicts()
    {
        await using var notes = await NoteStore.OpenAsync(kind);
        await notes.WriteAsync("note", "first");

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => notes.ClearAsync("note", "2"));

        conflict.Message.ShouldStartWith("Version conflict (ClearState)");
        (await notes.ReadAsync("note")).ShouldBe("first");
    }

    [SkippableFact]
    public async Task Read_AfterAClearThatKeptTheRow_CanBeWrittenAgainWithItsVersion()
    {
        await using var notes = await NoteStore.OpenAsync(kind);
        await notes.WriteAsync("note", "first");
        await notes.ClearAsync("note", "1");

        (await notes.ReadAsync("note")).ShouldBeNull();
        (await notes.WriteAsync("note", "again", "2")).ShouldBe("3");
    }

    [SkippableFact]
    public async Task Start_DeleteOnClearWithoutItsQuery_IsRefused()
    {
        var refusal = await Should.ThrowAsync<ArgumentException>(() => NoteStore.OpenAsync(kind, options => options.DeleteStateOnClear = true));

        refusal.Message.ShouldContain("DeleteStateOnClear");
    }

    [SkippableFact]
    public async Task Start_UnknownDatabase_IsRefused()
    {
        var refusal = await Should.ThrowAsync<Exception>(() => NoteStore.OpenAsync(kind, options => options.Invariant = "Some.Database"));

        refusal.ToString().ShouldContain("Some.Database");
    }
}
