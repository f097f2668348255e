using FleetActors.Storage.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetActors.Storage;

public sealed class StorageOptionsTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("fleet-options-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Defaults_AreASqliteFileInData()
    {
        var options = Read();

        options.Invariant.ShouldBe("System.Data.SQLite");
        options.DataDirectory.ShouldBe("data");
        options.ConnectionString.ShouldBeEmpty();
    }

    [Fact]
    public void DataDir_IsWhereTheFileIs()
    {
        var folder = Path.Combine(_folder, "made", "on demand");
        var database = new FleetDatabase(Options.Create(Read(("DATA_DIR", folder))));

        database.Description.ShouldBe(Path.Combine(folder, "fleet.db"));
        System.IO.Directory.Exists(folder).ShouldBeTrue();
    }

    [Fact]
    public void DataDirectory_GoesBeforeDataDir() =>
        Read(("DATA_DIR", "/elsewhere"), ("Storage:DataDirectory", _folder)).DataDirectory.ShouldBe(_folder);

    [Fact]
    public void ConnectionString_NamesTheFile()
    {
        var file = Path.Combine(_folder, "named.db");
        var database = new FleetDatabase(Options.Create(Read(("Storage:ConnectionString", $"Data Source={file}"))));

        database.Description.ShouldBe(file);
    }

    [Theory]
    [InlineData("Storage:Invariant", "Oracle", "System.Data.SQLite")]
    [InlineData("Storage:ConnectionString", "Data Source=:memory:", "file")]
    [InlineData("Storage:ConnectionString", "Data Source=x.db;Mode=ReadOnly", "written")]
    [InlineData("Storage:ConnectionString", "Nonsense=1", "nonsense")]
    [InlineData("DATABASE_URL", "postgres://", "postgres://fleet:password@")]
    [InlineData("DATABASE_URL", "postgres:/fleet@db/fleet", "postgres://fleet:password@")]
    [InlineData("Storage:Invariant", "Npgsql", "Host=")]
    public void WrongValue_IsRefusedWithAHint(string name, string value, string hint) =>
        Should.Throw<OptionsValidationException>(() => Read((name, value))).Message.ShouldContain(hint, Case.Insensitive);

    [Theory]
    [InlineData("postgres://fleet:hush@db:6432/ops?sslmode=verify-full&application_name=a%20b", "ops on db:6432")]
    [InlineData("postgresql://fleet:hush@[::1]/ops", "ops on ::1:5432")]
    [InlineData("Host=db;Port=6432;Username=fleet;Password=hush;Database=ops", "ops on db:6432")]
    [InlineData("server=db;user id=fleet;password=hush", "fleet on db:5432")]
    public void DatabaseUrl_OfPostgres_ChoosesItAndKeepsThePasswordToItself(string url, string description)
    {
        var options = Read(("DATABASE_URL", url));
        var database = new FleetDatabase(Options.Create(options));

        options.Invariant.ShouldBe("Npgsql");
        database.Description.ShouldBe(description);
        new NpgsqlConnectionStringBuilder(database.ConnectionString).Password.ShouldBe("hush");
    }

    [Fact]
    public void DatabaseUrl_EscapedParts_AreRead()
    {
        var parts = PostgresConnectionString.TryParse("postgres://fl%40et:p%40s%2Fs%3Aw%3Bd@db/o%20ps?sslmode=verify-full&connect_timeout=7").ShouldNotBeNull();

        parts.Username.ShouldBe("fl@et");
        parts.Password.ShouldBe("p@s/s:w;d");
        parts.Database.ShouldBe("o ps");
        parts.SslMode.ShouldBe(SslMode.VerifyFull);
        parts.Timeout.ShouldBe(7);
    }

    [Fact]
    public void ConnectionString_GoesBeforeDatabaseUrl() =>
        Read(("DATABASE_URL", "postgres://fleet@db/fleet"), ("Storage:ConnectionString", $"Data Source={Path.Combine(_folder, "x.db")}"))
            .Invariant.ShouldBe("System.Data.SQLite");

    [Fact]
    public void Postgres_PoolAndTimes_AreOursUnlessGiven()
    {
        var ours = new NpgsqlConnectionStringBuilder(new FleetDatabase(Options.Create(Read(("DATABASE_URL", "Host=db")))).ConnectionString);
        var given = new NpgsqlConnectionStringBuilder(new FleetDatabase(Options.Create(
            Read(("DATABASE_URL", "Host=db;MaxPoolSize=100;Max Auto Prepare=0;CommandTimeout=30;Timeout=15")))).ConnectionString);

        (ours.MaxPoolSize, ours.MaxAutoPrepare, ours.CommandTimeout, ours.Timeout).ShouldBe((25, 50, 15, 5));
        (given.MaxPoolSize, given.MaxAutoPrepare, given.CommandTimeout, given.Timeout).ShouldBe((100, 0, 30, 15));
    }

    [Theory]
    [InlineData("Host=db;Database=fleet;Password=hu;sh=1")]
    [InlineData("Host=db;Pasword=hush")]
    [InlineData("postgres://fleet:hu#sh@db/fleet?nonsense=hush")]
    [InlineData("postgres:fleet:hush@db/fleet")]
    [InlineData("mysql://fleet:hush=1@db/fleet")]
    public void WrongConnectionString_IsRefusedWithoutRepeatingIt(string text)
    {
        var refusal = Should.Throw<OptionsValidationException>(() => Read(("DATABASE_URL", text))).Message;

        refusal.ShouldContain("DATABASE_URL");
        refusal.ShouldNotContain("hush");
        refusal.ShouldNotContain("sh=");
        refusal.ShouldNotContain("hu#");
    }

    private static StorageOptions Read(params (string Name, string Value)[] settings)
    {
        var builder = new Builder(settings);
        builder.AddFleetStorage();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }

    private sealed class Builder(IEnumerable<(string Name, string Value)> settings) : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; } = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
    }
}
