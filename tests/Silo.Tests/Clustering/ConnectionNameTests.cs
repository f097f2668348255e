using FleetActors.Storage;
using FleetActors.Storage.Sql;
using Npgsql;

namespace FleetActors.Clustering;

public sealed class ConnectionNameTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Of_SaysWhatSinceWhenAndWhere() => ConnectionName.Of("silo", Since, "10.0.0.5:11111").ShouldBe("fleet silo 20260105T080000Z 10.0.0.5:11111");

    [Fact]
    public void Of_LongAddress_KeepsWhatTellsTwoLivesApart()
    {
        var name = ConnectionName.Of("silo", Since, new string('x', 80));
        name.Length.ShouldBe(63);
        name.ShouldStartWith("fleet silo 20260105T080000Z x");
    }

    [Theory]
    [InlineData("Host=db;Database=fleet", "fleet silo 1")]
    [InlineData("Host=db;Database=fleet;Application Name=mine", "mine")]
    public void Resolve_NamesTheConnectionsUnlessTheOperatorDid(string given, string named) =>
        new NpgsqlConnectionStringBuilder(new PostgresDialect().Resolve(new StorageOptions { ConnectionString = given, ApplicationName = "fleet silo 1" })).ApplicationName.ShouldBe(named);
}
