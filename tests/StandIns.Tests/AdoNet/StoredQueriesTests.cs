using Orleans.Storage;

namespace FleetActors.StandIns.AdoNet;

/// <summary>What the provider does by the queries in the database, whatever tables they use.</summary>
public sealed class StoredQueriesTests
{
    [Fact]
    public async Task WriteReadClear_RunTheQueriesOfTheDatabase()
    {
        await using var file = await SqlFile.OpenAsync();

        (await file.WriteAsync("note", "first")).ShouldBe("1");
        (await file.WriteAsync("note", "second", "1")).ShouldBe("2");
        (await file.ReadAsync("note")).ShouldBe("second");
        file.Scalar("SELECT count(*) FROM states WHERE name = 'text' AND grain = 'note' AND version = 2").ShouldBe(1);

        await file.ClearAsync("note", "2");
        (await file.ReadAsync("note")).ShouldBeNull();
        file.Scalar("SELECT version FROM states").ShouldBe(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("3")]
    public async Task Write_VersionThatIsNotStored_Conflicts(string? etag)
    {
        await using var file = await SqlFile.OpenAsync();
        await file.WriteAsync("note", "first");
        await file.WriteAsync("note", "second", "1");

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => file.WriteAsync("note", "third", etag));

        conflict.Message.ShouldStartWith("Version conflict (WriteState)");
        (await file.ReadAsync("note")).ShouldBe("second");
    }

    [Fact]
    public async Task Clear_VersionThatIsNotStored_Conflicts()
    {
        await using var file = await SqlFile.OpenAsync();
        await file.WriteAsync("note", "first");

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => file.ClearAsync("note", "2"));

        conflict.Message.ShouldStartWith("Version conflict (ClearState)");
        (await file.ReadAsync("note")).ShouldBe("first");
    }

    [Fact]
    public async Task Read_AfterAClearThatKeptTheRow_CanBeWrittenAgainWithItsVersion()
    {
        await using var file = await SqlFile.OpenAsync();
        await file.WriteAsync("note", "first");
        await file.ClearAsync("note", "1");

        (await file.ReadAsync("note")).ShouldBeNull();
        (await file.WriteAsync("note", "again", "2")).ShouldBe("3");
    }

    [Fact]
    public async Task Start_DeleteOnClearWithoutItsQuery_IsRefused()
    {
        var refusal = await Should.ThrowAsync<ArgumentException>(() => SqlFile.OpenAsync(configure: options => options.DeleteStateOnClear = true));

        refusal.Message.ShouldContain("DeleteStateOnClear");
    }

    [Fact]
    public async Task Start_UnknownDatabase_IsRefused()
    {
        var refusal = await Should.ThrowAsync<Exception>(() => SqlFile.OpenAsync(configure: options => options.Invariant = "Some.Database"));

        refusal.ToString().ShouldContain("Some.Database");
    }
}
