using Microsoft.Data.Sqlite;

namespace FleetActors.Storage.Sqlite;

/// <summary>What a grain may rely on when many write at once and share commits: one write's failure is its own, and what was reported is on the disk.</summary>
public sealed class SqliteStoreTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly SqliteStatement Insert = new("INSERT INTO notes (name, text) VALUES (@name, @text) RETURNING length(text)", "@name", "@text");
    private static readonly SqliteStatement Select = new("SELECT text FROM notes WHERE name = @name", "@name");

    private readonly SqliteTestDatabase _database = new();
    private readonly SqliteStore _store;

    public SqliteStoreTests()
    {
        _database.Execute("PRAGMA journal_mode = WAL; CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)");
        _store = new SqliteStore(_database.Open());
    }

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Write_ManyAtOnce_AllAreStoredAndEachHasItsOwnAnswer()
    {
        var lengths = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(n => Task.Run(() => WriteAsync($"n-{n}", new string('x', n + 1)))));

        lengths.ShouldBe(Enumerable.Range(1, 2_000).Select(static n => (object)(long)n));
        _database.Scalar<int>("SELECT count(*) FROM notes WHERE length(text) = substr(name, 3) + 1").ShouldBe(2_000);
    }

    [Fact]
    public async Task Write_WhileAnotherProcessHoldsTheFile_IsReportedOnlyAfterItsOwnCommit()
    {
        using var other = Hold();

        var writes = Many(20);
        (await TextAsync("n-1")).ShouldBeNull();
        writes.ShouldAllBe(static write => !write.IsCompleted);

        Release(other);
        await Task.WhenAll(writes).WaitAsync(Patience);
        _database.Scalar<int>("SELECT count(*) FROM notes").ShouldBe(20);
    }

    [Fact]
    public async Task Write_OneBreaksAConstraint_OnlyThatOneFails()
    {
        await WriteAsync("n-20", "first");
        using var other = Hold();

        var writes = Many(40);
        Release(other);
        await EndAsync(writes);

        (await Should.ThrowAsync<SqliteException>(() => writes[20])).Message.ShouldContain("UNIQUE constraint failed: notes.name");
        writes.Where(static (_, n) => n != 20).ShouldAllBe(static write => write.IsCompletedSuccessfully);
        (await TextAsync("n-20")).ShouldBe("first");
        _database.Scalar<int>("SELECT count(*) FROM notes").ShouldBe(40);
    }

    [Fact]
    public async Task Write_DatabaseFull_FailsTheWholeCommitAndLaterWritesWork()
    {
        // Set by the writer's own connection, which is the one that it holds for.
        await _store.WriteAsync(new SqliteStatement("PRAGMA max_page_count = 40"), []);
        await WriteAsync("before", "text");
        using var other = Hold();

        var writes = Many(20, n => n == 10 ? new string('x', 400_000) : "text");
        Release(other);
        await EndAsync(writes);

        (await Should.ThrowAsync<Exception>(() => writes[10])).ToString().ShouldContain("full");

        // The writer took a first part of them before all were there, and the rest when it could write again: each part is more than one.
        writes.Count(static write => write.IsFaulted).ShouldBeGreaterThan(1);
        foreach (var (write, n) in writes.Select(static (write, n) => (write, n)))
        {
            (await TextAsync($"n-{n}") is not null).ShouldBe(write.IsCompletedSuccessfully, $"n-{n}: {write.Exception}");
        }

        await WriteAsync("after", "text");
        (await TextAsync("after")).ShouldBe("text");
    }

    [Fact]
    public async Task Write_TableGone_FailsUntilItIsBack()
    {
        await WriteAsync("before", "text");
        _database.Execute("ALTER TABLE notes RENAME TO elsewhere");

        var writes = Many(10);
        await EndAsync(writes);
        writes.ShouldAllBe(static write => write.IsFaulted);
        await Should.ThrowAsync<SqliteException>(() => TextAsync("before"));

        _database.Execute("ALTER TABLE elsewhere RENAME TO notes");
        await WriteAsync("after", "text");
        (await TextAsync("before")).ShouldBe("text");
    }

    [Fact]
    public async Task Read_Statement_CannotChangeAnything() =>
        await Should.ThrowAsync<SqliteException>(() => _store.ReadAsync(new SqliteStatement("DELETE FROM notes RETURNING name"), [], static row => row.GetString(0)));

    [Fact]
    public async Task Dispose_WhileWritesWait_FinishesThemAndTakesNoMore()
    {
        using var other = Hold();
        var writes = Many(200);
        var end = Task.Run(_store.Dispose);
        Release(other);

        await end.WaitAsync(Patience);
        await Task.WhenAll(writes).WaitAsync(Patience);
        _database.Scalar<int>("SELECT count(*) FROM notes").ShouldBe(200);
        await Should.ThrowAsync<ObjectDisposedException>(() => WriteAsync("late", "text"));
    }

    private Task<object?> WriteAsync(string name, string text) => _store.WriteAsync(Insert, [name, text]);

    private Task<object?>[] Many(int count, Func<int, string>? text = null) =>
        [.. Enumerable.Range(0, count).Select(n => WriteAsync($"n-{n}", text?.Invoke(n) ?? "text"))];

    private async Task<string?> TextAsync(string name) => (await _store.ReadAsync(Select, [name], static row => row.GetString(0))).SingleOrDefault();

    private static Task EndAsync(Task<object?>[] writes) =>
        Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(Patience);

    /// <summary>Takes the place of the one writer, as another process can.</summary>
    private SqliteConnection Hold()
    {
        var other = (SqliteConnection)_database.Connect();
        Execute(other, "BEGIN IMMEDIATE");
        return other;
    }

    private static void Release(SqliteConnection other) => Execute(other, "ROLLBACK");

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
