namespace FleetActors.Calls;

/// <summary>The phrase file against what callers say, by words alone.</summary>
public sealed class UtteranceTests
{
    public static TheoryData<int> Lines => [.. SaidCase.All.Select(utterance => utterance.Line)];

    [Fact]
    public void Table_IsWideEnough()
    {
        SaidCase.All.Count.ShouldBeGreaterThan(240);
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
}
