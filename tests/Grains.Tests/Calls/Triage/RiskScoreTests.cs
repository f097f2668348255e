namespace FleetActors.Calls;

public sealed class RiskScoreTests
{
    private static readonly VoiceMeasure Screaming = new(1, 1, 20);
    private static readonly VoiceMeasure Calm = new(0.1, 0.9, 20);

    /// <summary>S1-45.</summary>
    [Fact]
    public void Assess_SeedsExample_IsCriticalAboutNinetyFive()
    {
        var voice = new VoiceMeasure(0.82, 0.91, 38.4);

        var risk = RiskScore.Assess(Heard("ACTIVE_SHOOTER", "TRAUMA", "VIOLENCE"), voice, CallFacts.Live);

        risk.Level.ShouldBe(RiskLevel.Critical);
        risk.Score.ShouldBe(0.95, 0.0005);
        QueueRanking.Weight(risk.Score).ShouldBe(950);
        risk.Reasons.Select(reason => (reason.Kind, reason.Points)).ShouldBe([("tag", 0.9), ("more_tags", 0.009), ("more_tags", 0.007), ("distress", 0.034)]);
        risk.Reasons[^1].Text.ShouldBe("distress 0.82, at most 0.91, in 38.4 s of voice");
    }

    [Fact]
    public void Assess_NothingHeard_IsUnknown() =>
        RiskScore.Assess(KeywordFinding.Nothing, VoiceMeasure.Silent, CallFacts.Live).ShouldBe(RiskView.Unknown);

    [Fact]
    public void Assess_OrdinaryVoiceBeforeTheFirstWord_IsUnknown() => RiskScore.Assess(KeywordFinding.Nothing, Calm, CallFacts.Live).ShouldBe(RiskView.Unknown);

    [Fact]
    public void Assess_ScreamsBeforeTheFirstWord_AreHigh() =>
        RiskScore.Assess(KeywordFinding.Nothing, Screaming, CallFacts.Live).Level.ShouldBe(RiskLevel.High);

    [Fact]
    public void Assess_EverydayWordsInAnOrdinaryVoice_AreLow() => Words("hello, I have a question", Calm).Level.ShouldBe(RiskLevel.Low);

    [Fact]
    public void Assess_EverydayWordsScreamed_AreHigh() => Words("hello, I have a question", Screaming).Level.ShouldBe(RiskLevel.High);

    [Fact]
    public void Assess_GraveWordsInACalmVoice_AreNotLowered() =>
        Words("he is not breathing", new VoiceMeasure(0, 0, 60)).Score.ShouldBe(Words("he is not breathing", VoiceMeasure.Silent).Score);

    [Fact]
    public void Assess_ClickOnTheLine_IsNoScream() => Words("hello", new VoiceMeasure(1, 1, 0.1)).Level.ShouldBe(RiskLevel.Low);

    [Theory]
    [InlineData(0, "", true, false, 60, "SILENT_CALL")]
    [InlineData(0, "", false, false, 60, "NO_TRANSCRIPT,SILENT_CALL")]
    [InlineData(20, "", true, false, 60, "NO_TRANSCRIPT")]
    [InlineData(20, " ", false, false, 60, "NO_TRANSCRIPT")]
    [InlineData(double.NaN, "", true, false, 60, "SILENT_CALL")]
    [InlineData(1, "hello", true, false, 2, "DROPPED")]
    [InlineData(9, "hello", true, true, 60, "DROPPED")]
    [InlineData(0, "", true, true, 1, "DROPPED,SILENT_CALL")]
    [InlineData(20, "hello", true, false, 60, "")]
    public void Final_CourseOfTheCall_GivesTagsAndAtLeastMedium(double voiced, string words, bool isRecognised, bool isCutOff, int seconds, string tags)
    {
        var facts = CallFacts.Ended(TimeSpan.FromSeconds(seconds), voiced, words, isRecognised, isCutOff);

        var triage = CallTriage.Final(words, new VoiceMeasure(0, 0, voiced), facts);

        string.Join(',', triage.Tags).ShouldBe(tags);
        triage.Category.ShouldBe(ServiceCategory.Other);
        if (tags.Length > 0)
        {
            triage.Risk.Level.ShouldBe(RiskLevel.Medium);
            triage.Risk.Reasons[0].Text.ShouldContain(tags.Split(',')[0]);
        }
    }

    [Theory]
    [InlineData(0.249, RiskLevel.Low)]
    [InlineData(0.25, RiskLevel.Medium)]
    [InlineData(0.5, RiskLevel.High)]
    [InlineData(0.75, RiskLevel.Critical)]
    [InlineData(double.NaN, RiskLevel.Low)]
    public void Of_Score_IsItsBand(double score, RiskLevel level) => RiskBands.Of(score).ShouldBe(level);

    [Fact]
    public void Live_NothingHeard_IsListening() => CallTriage.Live("", VoiceMeasure.Silent).ShouldBe(TriageView.Listening);

    [Fact]
    public void Live_MoreWords_AreScoredAtOnce()
    {
        CallTriage.Live("my husband", VoiceMeasure.Silent).Risk.Level.ShouldBe(RiskLevel.Low);
        CallTriage.Live("my husband is not breathing", VoiceMeasure.Silent).Risk.Level.ShouldBe(RiskLevel.Critical);
    }

    [Fact]
    public void Of_AudioOfACallThatIsOver_GoesByTheMiddleVoicedSecond()
    {
        var audio = CallAudioView.Silent with { MaxDistress = 1, VoicedSeconds = 3, Curve = [new(0.2, 0.9, 1), new(0, 0, 0), new(0.2, 0.6, 1), new(0.2, 0.2, 1)] };

        VoiceMeasure.Of(audio).ShouldBe(new VoiceMeasure(0.6, 1, 3));
        VoiceMeasure.Of(CallAudioView.Silent).ShouldBe(VoiceMeasure.Silent);
    }

    private static RiskView Words(string text, VoiceMeasure voice) => RiskScore.Assess(KeywordTriage.Assess(text), voice, CallFacts.Live);

    private static KeywordFinding Heard(params string[] tags) =>
        KeywordFinding.Nothing with { HasWords = true, Tags = [.. tags.Select(tag => new TagFinding(PhraseBook.BuiltIn.Tags[tag], "words", 0))] };
}
