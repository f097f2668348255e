namespace FleetActors.Settings;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("PORT=8080", "8080")]
    [InlineData("export PORT=8080", "8080")]
    [InlineData("  PORT = 8080  ", "8080")]
    [InlineData("PORT=8080 # the usual", "8080")]
    [InlineData("PORT=80#80", "80#80")]
    [InlineData("PORT=", "")]
    [InlineData("PORT=# nothing", "")]
    [InlineData("PORT='8080'", "8080")]
    [InlineData("PORT='a # b \\n \" c'", "a # b \\n \" c")]
    [InlineData("PORT=\"a # b ' c\" # comment", "a # b ' c")]
    [InlineData("PORT=\"one\\ntwo\\t\\\"three\\\\\"", "one\ntwo\t\"three\\")]
    [InlineData("PORT=a=b=c", "a=b=c")]
    [InlineData("\uFEFFPORT=8080", "8080")]
    public void Parse_OneSetting_ReadsItsValue(string line, string expected) =>
        DotEnv.Parse([line])["PORT"].ShouldBe(expected);

    [Theory]
    [InlineData("PORT")]
    [InlineData("=8080")]
    [InlineData("MY PORT=1")]
    [InlineData("PORT='open")]
    [InlineData("PORT=\"open\\\"")]
    [InlineData("PORT=\"a\" b")]
    public void Parse_NoSetting_NamesTheLine(string line) =>
        Should.Throw<FormatException>(() => DotEnv.Parse(["# a comment", line])).Message.ShouldStartWith("line 2");

    [Fact]
    public void Parse_BrokenSecret_DoesNotRepeatIt() =>
        Should.Throw<FormatException>(() => DotEnv.Parse(["TELNYX_API_KEY='KEY0123"])).Message.ShouldNotContain("KEY0123");

    [Fact]
    public void Parse_WholeFile_SkipsCommentsAndTakesTheLastOfEqualNames() =>
        DotEnv.Parse(["# first", "", "A=1", "  # second", "B=2", "A=3"]).ShouldBe(
            new Dictionary<string, string?> { ["A"] = "3", ["B"] = "2" }, ignoreOrder: true);
}
