namespace FleetActors.Calls;

public sealed class EmotionsTests
{
    /// <summary>S1-45: distress 0.82 and 0.91 is intensity 0.87.</summary>
    [Fact]
    public void Of_SeedsExample_IsHighlyDistressed() =>
        Of("somebody is shooting at people", 0.82, 0.91).ShouldBe(new EmotionView(EmotionLabel.HighlyDistressed, 0.87, Sentiment.Negative));

    [Theory]
    [InlineData(0, EmotionLabel.Calm)]
    [InlineData(0.14, EmotionLabel.Calm)]
    [InlineData(0.15, EmotionLabel.Tense)]
    [InlineData(0.3, EmotionLabel.Distressed)]
    [InlineData(0.69, EmotionLabel.Distressed)]
    [InlineData(0.7, EmotionLabel.HighlyDistressed)]
    [InlineData(1, EmotionLabel.HighlyDistressed)]
    public void Of_Distress_IsItsBand(double distress, EmotionLabel label) => Of("good morning", distress, distress).Label.ShouldBe(label);

    [Fact]
    public void Of_NobodyHeard_IsUnknown() => Emotions.Of(KeywordFinding.Nothing, VoiceMeasure.Silent).ShouldBe(EmotionView.Unknown);

    [Fact]
    public void Of_CalmVoiceWithGraveWords_IsCalmAndNegative() =>
        Of("my husband is not breathing", 0, 0).ShouldBe(new EmotionView(EmotionLabel.Calm, 0, Sentiment.Negative));

    [Fact]
    public void Of_FearInWordsOnly_IsDistressed() => Of("oh my god I'm so scared", 0, 0).Label.ShouldBe(EmotionLabel.Distressed);

    [Fact]
    public void Of_Relief_IsRelievedAndPositive() =>
        Of("he is fine now, thank you", 0.1, 0.2).ShouldBe(new EmotionView(EmotionLabel.Relieved, 0.15, Sentiment.Positive));

    [Fact]
    public void Of_ReliefNextToALifeThreat_IsNotRelieved() => Of("she is safe now. He is not breathing.", 0, 0).ShouldBe(new EmotionView(EmotionLabel.Calm, 0, Sentiment.Negative));

    [Theory]
    [InlineData("thank you, goodbye", Sentiment.Positive)]
    [InlineData("when do you open", Sentiment.Neutral)]
    [InlineData("I smell smoke", Sentiment.Negative)]
    public void Of_CalmWords_GiveTheSentiment(string text, Sentiment sentiment) => Of(text, 0, 0).Sentiment.ShouldBe(sentiment);

    private static EmotionView Of(string text, double distress, double highest) =>
        Emotions.Of(KeywordTriage.Assess(text), new VoiceMeasure(distress, highest, 10));
}
