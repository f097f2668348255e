namespace FleetActors.Calls;

/// <summary>The phrase file against what callers say, by words alone.</summary>
public sealed class UtteranceTests
{
    public static TheoryData<int> Lines => [.. SaidCase.All.Select(utterance => utterance.Line)];

    [Fact]
    public void Table_IsWideEnough()
    {
        SaidCase.All.Count.ShouldBeGreaterThan(360);
        SaidCase.All.Count(utterance => utterance.Level == "LOW").ShouldBeGreaterThan(50);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Assess_Utterance_GivesWhatTheTableSays(int line)
    {
        var utterance = SaidCase.All.Single(row => row.Line == line);

        var triage = CallTriage.Final(utterance.Text, VoiceMeasure.Silent, CallFacts.Live);

        var told = $"{utterance}: {string.Join(" | ", triage.Reasons)}";
        triage.Risk.Level.Word().ShouldBe(utterance.Level, told);
        string.Join(',', triage.Services.Select(CallWords.Word)).ShouldBe(utterance.Services, told);
        foreach (var tag in utterance.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (tag[0])
            {
                case '-':
                    triage.Tags.ShouldBeEmpty(told);
                    break;
                case '!':
                    triage.Tags.ShouldNotContain(tag[1..], told);
                    break;
                default:
                    triage.Tags.ShouldContain(tag, told);
                    break;
            }
        }
    }

    [Theory]
    [InlineData("there was something at the window and now grandpa looks funny", RiskLevel.Medium, "words that no phrase knows may be about a life")]
    [InlineData("Hello? Yes. Please.", RiskLevel.Low, "courtesy says nothing")]
    [InlineData("Sorry, wrong number.", RiskLevel.Low, "known to be harmless")]
    [InlineData("there is no fire", RiskLevel.Low, "denied")]
    [InlineData("I got a flu shot yesterday", RiskLevel.Low, "known to be harmless")]
    [InlineData("Sorry, wrong number. My uncle went a bit strange.", RiskLevel.Medium, "a harmless sentence explains no other one")]
    [InlineData("nobody is crying and grandpa looks funny", RiskLevel.Medium, "that a cry is denied explains nothing")]
    public void Final_WordsThatNobodyUnderstands_AreNoReasonForCalm(string said, RiskLevel level, string why)
    {
        var triage = CallTriage.Final(said, VoiceMeasure.Silent, CallFacts.Live);

        triage.Risk.Level.ShouldBe(level, why);
        triage.Tags.Contains("UNCLEAR").ShouldBe(level == RiskLevel.Medium, why);
        triage.Risk.Reasons.Sum(reason => reason.Points).ShouldBe(triage.Risk.Score, 1e-9);
    }
}
