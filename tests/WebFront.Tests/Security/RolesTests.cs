namespace FleetActors.Security;

public sealed class RolesTests
{
    [Theory]
    [InlineData("ingest", "ingest", true)]
    [InlineData("ingest", "operator", false)]
    [InlineData("ingest", "admin", false)]
    [InlineData("operator", "ingest", true)]
    [InlineData("operator", "operator", true)]
    [InlineData("operator", "admin", false)]
    [InlineData("admin", "ingest", true)]
    [InlineData("admin", "operator", true)]
    [InlineData("admin", "admin", true)]
    [InlineData("", "ingest", false)]
    [InlineData("root", "ingest", false)]
    [InlineData("root", "nothing", false)]
    public void Includes_EachPair_FollowsTheOrder(string role, string needed, bool expected) => Roles.Includes(role, needed).ShouldBe(expected);
}
