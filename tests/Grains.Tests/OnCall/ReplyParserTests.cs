namespace FleetActors.OnCall;

public sealed class ReplyParserTests
{
    [Theory]
    [InlineData("ACK 417", "417")]
    [InlineData("ack 417", "417")]
    [InlineData("Ack 417", "417")]
    [InlineData("  ACK   417  ", "417")]
    [InlineData("ACK\t417\r\n", "417")]
    [InlineData("ack417", "417")]
    [InlineData("ACK#417", "417")]
    [InlineData("ACK: 417.", "417")]
    [InlineData("\"ACK 417\"", "417")]
    [InlineData("ACK 417 thanks", "417")]
    [InlineData("ACK 417, on my way, 20 minutes", "417")]
    [InlineData("ACK 417 \U0001F44D", "417")]
    [InlineData("\U0001F44D ACK 417", "417")]
    [InlineData("ACK\u00A0417", "417")]
    [InlineData("ACK\u200B417", "417")]
    [InlineData("\uFEFFACK 417", "417")]
    [InlineData("\uFF21\uFF23\uFF2B \uFF14\uFF11\uFF17", "417")]
    [InlineData("ack \u0664\u0661\u0667", "417")]
    [InlineData("ACK 4170", "4170")]
    [InlineData("ACK 417012", "417012")]
    [InlineData("ACK 000417", "000417")]
    [InlineData("417 ack", "417")]
    [InlineData("ok 417", "417")]
    [InlineData("acknowledged 417", "417")]
    public void Parse_AcknowledgeWithCode_ReadsTheCode(string text, string code) =>
        ReplyParser.Parse(text).ShouldBe(new Reply(ReplyKind.Acknowledge, code));

    [Theory]
    [InlineData("ok")]
    [InlineData("OK!")]
    [InlineData("Okay.")]
    [InlineData("ack")]
    [InlineData(" ACK ")]
    [InlineData("acknowledge")]
    [InlineData("ok \U0001F44D")]
    [InlineData("ok thanks")]
    [InlineData("ACK, thank you!")]
    public void Parse_BareAcknowledge_HasNoCode(string text) => ReplyParser.Parse(text).ShouldBe(new Reply(ReplyKind.Acknowledge));

    [Theory]
    [InlineData("ESC 417", "417")]
    [InlineData("esc417", "417")]
    [InlineData("escalate 417 please", "417")]
    [InlineData("417 esc", "417")]
    [InlineData("esc", null)]
    [InlineData("Escalate!", null)]
    [InlineData("ESC please", null)]
    public void Parse_Escalate_ReadsTheCode(string text, string? code) => ReplyParser.Parse(text).ShouldBe(new Reply(ReplyKind.Escalate, code));

    [Theory]
    [InlineData("STOP")]
    [InlineData("stop")]
    [InlineData(" Stop. ")]
    [InlineData("STOPALL")]
    [InlineData("stop all")]
    [InlineData("unsubscribe")]
    [InlineData("Cancel")]
    [InlineData("END")]
    [InlineData("quit")]
    public void Parse_OptOutWordAlone_OptsOut(string text) => ReplyParser.Parse(text).ShouldBe(new Reply(ReplyKind.OptOut));

    [Theory]
    [InlineData("START")]
    [InlineData("unstop")]
    [InlineData("Start!")]
    public void Parse_OptInWordAlone_OptsIn(string text) => ReplyParser.Parse(text).ShouldBe(new Reply(ReplyKind.OptIn));

    [Theory]
    [InlineData("HELP")]
    [InlineData("help?")]
    [InlineData("info")]
    public void Parse_HelpWordAlone_AsksForHelp(string text) => ReplyParser.Parse(text).ShouldBe(new Reply(ReplyKind.Help));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\U0001F44D")]
    [InlineData("...")]
    [InlineData("\0\0")]
    [InlineData("417")]
    [InlineData("yes")]
    [InlineData("please stop all messages")]
    [InlineData("start the truck")]
    [InlineData("ok but not my shift")]
    [InlineData("not ok")]
    [InlineData("don't ack 417")]
    [InlineData("ack it later")]
    [InlineData("ackack 417")]
    [InlineData("ack 41")]
    [InlineData("ack 4 1 7")]
    [InlineData("ack 1234567890")]
    [InlineData("Liked \u201C[CRITICAL] Fleet Alert: engine hot. Reply ACK 417\u201D")]
    [InlineData("\uD83D")]
    [InlineData("'; DROP TABLE alerts; --")]
    public void Parse_AnythingElse_IsUnknown(string? text) => ReplyParser.Parse(text).ShouldBe(default);

    [Fact]
    public void Parse_LongGarbage_IsUnknown()
    {
        ReplyParser.Parse(new string('x', 10_240)).ShouldBe(default);
        ReplyParser.Parse(string.Concat(Enumerable.Repeat("lorem 1234 ", 1_000))).ShouldBe(default);
        ReplyParser.Parse("stop" + new string(' ', 10_240)).ShouldBe(default, "what was cut off could have said anything");
    }

    [Fact]
    public void Parse_LongTextThatBeginsWithVerbAndCode_ReadsThem() =>
        ReplyParser.Parse("ACK 417 " + new string('x', 10_240)).ShouldBe(new Reply(ReplyKind.Acknowledge, "417"));

    [Fact]
    public void Parse_CodeAcrossTheReadingLimit_IsNotHalfACode() =>
        ReplyParser.Parse(new string(' ', 193) + "ACK 4171 and more").ShouldBe(default);

    [Fact]
    public void Parse_EveryCharacter_NeverThrows()
    {
        for (int c = char.MinValue; c <= char.MaxValue; c++)
        {
            ReplyParser.Parse($"{(char)c}ack{(char)c}417{(char)c}");
        }
    }
}
