using FleetActors.Calls;
using FleetActors.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FleetActors.Recordings;

public sealed class RecordingOptionsTests
{
    private const string Postgres = "postgres://fleet:secret@db/fleet";

    [Theory]
    [InlineData(null, null, null, null, "directory")]
    [InlineData(null, null, Postgres, null, "directory")]
    [InlineData(null, null, Postgres, "fleet", "database")]
    [InlineData(null, "/shared", Postgres, "fleet", "directory")]
    [InlineData("", "", Postgres, "fleet", "database")]
    [InlineData(" Database ", null, Postgres, null, "database")]
    [InlineData("database", "/shared", Postgres, "fleet", "database")]
    [InlineData("directory", null, Postgres, "fleet", "directory")]
    public void Store_IsWhatTheSettingsMean(string? store, string? directory, string? url, string? cluster, string expected)
    {
        using var services = Services(store, directory, url, cluster);

        services.GetRequiredService<IOptions<RecordingOptions>>().Value.Store.ShouldBe(expected);
        services.GetRequiredService<IRecordingStore>().ShouldBeOfType(expected == "database" ? typeof(DatabaseRecordingStore) : typeof(DirectoryRecordingStore));
    }

    [Theory]
    [InlineData("database", null, "needs PostgreSQL")]
    [InlineData("database", "Data Source=fleet.db", "needs PostgreSQL")]
    [InlineData("folder", Postgres, "directory or database")]
    public void Store_ThatCannotBe_IsRefusedWithTheReason(string store, string? url, string says)
    {
        using var services = Services(store, null, url, null);

        var refusal = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<RecordingOptions>>().Value);

        refusal.Failures.ShouldHaveSingleItem().ShouldContain(says);
        refusal.Message.ShouldContain("Recording:Store");
        refusal.Message.ShouldNotContain("secret");
    }

    private static ServiceProvider Services(string? store, string? directory, string? url, string? cluster)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Recording:Store"] = store,
            ["Recording:Directory"] = directory,
            ["DATABASE_URL"] = url,
            ["DATA_DIR"] = Path.GetTempPath(),
            ["Cluster:ClusterId"] = cluster,
        }).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddFleetDatabase(configuration)
            .AddRecordings()
            .BuildServiceProvider();
    }
}
