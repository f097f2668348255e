using FleetActors.Storage.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FleetActors.Storage;

public sealed class StorageOptionsTests : IDisposable
{
    private readonly string _folder = FleetFile.NewFolder();

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
    public void WrongValue_IsRefusedWithAHint(string name, string value, string hint) =>
        Should.Throw<OptionsValidationException>(() => Read((name, value))).Message.ShouldContain(hint, Case.Insensitive);

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
