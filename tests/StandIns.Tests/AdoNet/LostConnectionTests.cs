namespace FleetActors.StandIns.AdoNet;

/// <summary>What only a server can do: close the connection in the middle.</summary>
public sealed class LostConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Ends every connection but the asker's; also those that write at that moment.</summary>
    private const string CutAll = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    [SkippableFact]
    public async Task Write_ConnectionsCutMeanwhile_WhatWasReportedIsStoredAndLaterWritesWork()
    {
        await using var notes = await NoteStore.OpenAsync(DatabaseKind.Postgres);
        await notes.WriteAsync("before", "text");

        var writes = Enumerable.Range(0, 3_000).Select(n => notes.WriteAsync($"g-{n}", "text")).ToArray();
        await Task.WhenAny(writes);
        for (var cut = 0; cut < 5; cut++)
        {
            notes.Database.Scalar(CutAll);
        }

        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(Patience);
        foreach (var n in Enumerable.Range(0, writes.Length).Where(n => writes[n].IsCompletedSuccessfully))
        {
            (await notes.ReadAsync($"g-{n}")).ShouldBe("text", $"g-{n} was reported as stored");
        }

        (await notes.WriteAsync("after", "text")).ShouldBe("1");
        (await notes.WriteAsync("before", "more", "1")).ShouldBe("2");
    }
}
