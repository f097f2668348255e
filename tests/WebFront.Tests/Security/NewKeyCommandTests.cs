namespace FleetActors.Security;

public sealed class NewKeyCommandTests
{
    [Theory]
    [InlineData("ingest")]
    [InlineData("operator")]
    [InlineData("admin")]
    public void Run_NameAndRole_PrintsAKeyThatItsEntryLetsIn(string role)
    {
        var output = new StringWriter();
        NewKeyCommand.Run(["new-key", "truck-7", role], output, TextWriter.Null).ShouldBe(0);

        var lines = output.ToString().Split('\n');
        var key = lines[0]["key:".Length..].Trim();
        ApiKey.TryParse(lines[1]["API_KEYS:".Length..].Trim(), out var entry, out _).ShouldBeTrue();
        entry!.Role.ShouldBe(role);
        new ApiKeys([entry]).Find(key).ShouldBe(entry);
        new ApiKeys([entry]).Find(key + "x").ShouldBeNull();
        lines[1].ShouldNotContain(key);
    }

    [Fact]
    public void Run_Twice_PrintsDifferentKeys() => FreshKey().ShouldNotBe(FreshKey());

    [Theory]
    [InlineData("new-key")]
    [InlineData("new-key", "truck")]
    [InlineData("new-key", "truck", "root")]
    [InlineData("new-key", "a:b", "admin")]
    [InlineData("new-key", "truck", "admin", "more")]
    public void Run_WrongArguments_ExplainsAndPrintsNoKey(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        NewKeyCommand.Run(args, output, error).ShouldBe(2);
        output.ToString().ShouldBeEmpty();
        error.ToString().ShouldContain("NAME ROLE");
    }

    private static string FreshKey()
    {
        var output = new StringWriter();
        NewKeyCommand.Run(["new-key", "a", "admin"], output, TextWriter.Null);
        return output.ToString().Split('\n')[0];
    }
}
