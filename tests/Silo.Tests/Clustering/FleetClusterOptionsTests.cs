using FleetActors.Settings;
using Microsoft.Extensions.Configuration;

namespace FleetActors.Clustering;

public sealed class FleetClusterOptionsTests
{
    private const string Database = "postgres://fleet:secret@127.0.0.1/fleet";

    [Fact]
    public void Read_NothingSet_IsNoCluster()
    {
        var (options, problems) = Read();
        problems.ShouldBeEmpty();
        options.IsConfigured.ShouldBeFalse();
        options.IsClient.ShouldBeFalse();
        options.ServiceId.ShouldBe("fleet");
    }

    [Fact]
    public void Read_NameAndDatabase_IsAClientOfTheClusterByDefault()
    {
        var (options, problems) = Read(("Cluster:ClusterId", "prod-1"), ("DATABASE_URL", Database));
        problems.ShouldBeEmpty();
        options.IsClient.ShouldBeTrue();
        options.AdvertisedAddress.ShouldBeNull();
        (options.SiloPort, options.GatewayPort, options.HealthPort).ShouldBe((11111, 30000, 8081));
    }

    [Fact]
    public void Read_RoleSilo_IsNoClient()
    {
        var (options, problems) = Read(("Cluster:ClusterId", "prod"), ("Cluster:Role", "Silo"), ("Cluster:Address", "10.0.0.7"), ("DATABASE_URL", Database));
        problems.ShouldBeEmpty();
        options.IsClient.ShouldBeFalse();
        options.AdvertisedAddress!.ToString().ShouldBe("10.0.0.7");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data Source=fleet.db")]
    public void Read_ClusterWithoutPostgres_SaysWhichSettingToMake(string connectionString) =>
        Read(("Cluster:ClusterId", "prod"), ("DATABASE_URL", connectionString)).Problems.ShouldHaveSingleItem().ShouldContain("set DATABASE_URL");

    [Fact]
    public void Read_StorageConnectionString_CountsAsWell() =>
        Read(("Cluster:ClusterId", "prod"), ("Storage:ConnectionString", "Host=db;Database=fleet")).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("Cluster:ClusterId", "two words")]
    [InlineData("Cluster:ServiceId", "a/b")]
    [InlineData("Cluster:Role", "both")]
    [InlineData("Cluster:Address", "0.0.0.0")]
    [InlineData("Cluster:Address", "db")]
    [InlineData("Cluster:SiloPort", "0")]
    [InlineData("Cluster:GatewayPort", "70000")]
    [InlineData("Cluster:GatewayPort", "11111")]
    [InlineData("Cluster:HealthAddress", "localhost")]
    [InlineData("Cluster:HealthPort", "-1")]
    [InlineData("Cluster:DrainSeconds", "0")]
    public void Read_WrongValue_NamesTheSetting(string name, string value)
    {
        var problems = Read(("Cluster:ClusterId", "prod"), ("DATABASE_URL", Database), (name, value)).Problems;
        problems.ShouldContain(problem => problem.Contains(name, StringComparison.Ordinal));
        problems.ShouldNotContain(problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RoleWithoutCluster_AsksForTheName() =>
        Read(("Cluster:Role", "client")).Problems.ShouldHaveSingleItem().ShouldContain("Cluster:ClusterId is not");

    private static (FleetClusterOptions Options, IReadOnlyList<string> Problems) Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Reverse().DistinctBy(setting => setting.Name)
            .Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var reader = new SettingsReader(configuration);
        return (FleetClusterOptions.Read(reader), reader.Problems);
    }
}
