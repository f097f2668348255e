namespace FleetActors.OnCall;

public sealed class ReplyDeciderTests
{
    private static readonly Candidate Waiting = new("alrt-w", "417", Answered: false);
    private static readonly Candidate AlsoWaiting = new("alrt-x", "418", Answered: false);
    private static readonly Candidate Answered = new("alrt-y", "419", Answered: true);
    private static readonly Candidate AlsoAnswered = new("alrt-z", "420", Answered: true);

    [Theory]
    [InlineData("ACK 417")]
    [InlineData("ESC 417")]
    public void Decide_CodeOfAnOpenAlert_ActsOnIt(string text)
    {
        var reply = ReplyParser.Parse(text);

        ReplyDecider.Decide(reply, [AlsoWaiting, Waiting, Answered]).ShouldBe(new ActOnAlert(reply.Kind, Waiting));
    }

    [Fact]
    public void Decide_CodeOfAnAnsweredAlert_ActsOnIt() =>
        ReplyDecider.Decide(new(ReplyKind.Acknowledge, "419"), [Waiting, Answered]).ShouldBe(new ActOnAlert(ReplyKind.Acknowledge, Answered));

    [Fact]
    public void Decide_CodeOfNothing_ExplainsWhatIsOpen() =>
        ReplyDecider.Decide(new(ReplyKind.Acknowledge, "999"), [Waiting]).ShouldBe(new Explain(HelpText.For(["417"])));

    [Fact]
    public void Decide_NoCodeAndOneWaiting_ActsOnIt() =>
        ReplyDecider.Decide(new(ReplyKind.Acknowledge), [Answered, Waiting]).ShouldBe(new ActOnAlert(ReplyKind.Acknowledge, Waiting));

    [Fact]
    public void Decide_NoCodeAndOnlyOneAnswered_ActsOnIt() =>
        ReplyDecider.Decide(new(ReplyKind.Acknowledge), [Answered]).ShouldBe(new ActOnAlert(ReplyKind.Acknowledge, Answered));

    [Fact]
    public void Decide_NoCodeAndTwoWaiting_Explains() =>
        ReplyDecider.Decide(new(ReplyKind.Acknowledge), [Waiting, AlsoWaiting, Answered]).ShouldBe(new Explain(HelpText.For(["417", "418"])));

    [Fact]
    public void Decide_NoCodeAndTwoAnswered_Explains() =>
        ReplyDecider.Decide(new(ReplyKind.Escalate), [Answered, AlsoAnswered]).ShouldBe(new Explain(HelpText.For([])));

    [Fact]
    public void Decide_NoCodeAndNothingOpen_Explains() =>
        ReplyDecider.Decide(new(ReplyKind.Acknowledge), []).ShouldBe(new Explain(HelpText.For([])));

    [Theory]
    [InlineData("STOP", true)]
    [InlineData("START", false)]
    public void Decide_OptOutWords_ChangeIt(string text, bool optedOut) =>
        ReplyDecider.Decide(ReplyParser.Parse(text), [Waiting]).ShouldBe(new ChangeOptOut(optedOut));

    [Theory]
    [InlineData("HELP")]
    [InlineData("who is this?")]
    public void Decide_HelpOrUnknown_Explains(string text) =>
        ReplyDecider.Decide(ReplyParser.Parse(text), [Waiting]).ShouldBe(new Explain(HelpText.For(["417"])));
}
