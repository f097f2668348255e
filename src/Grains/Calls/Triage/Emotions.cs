namespace FleetActors.Calls;

/// <summary>How the caller feels, from voice and words.</summary>
internal static class Emotions
{
    private const double Tense = 0.15;
    private const double Distressed = 0.3;
    private const double HighlyDistressed = 0.7;
    private const double Grave = 0.3;
    private const double FirstPanic = 0.35;
    private const double EachPanic = 0.15;

    /// <summary>Unknown when nobody was heard. Fear in words makes up for a voice that does not show it, up to <see cref="HighlyDistressed"/>.</summary>
    public static EmotionView Of(KeywordFinding finding, VoiceMeasure voice)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (!finding.HasWords && !(voice.VoicedSeconds > 0))
        {
            return EmotionView.Unknown;
        }

        var fear = finding.Panics == 0 ? 0 : Math.Min(HighlyDistressed, FirstPanic + ((finding.Panics - 1) * EachPanic));
        var intensity = Math.Round(Math.Max(voice.Level, fear), 2, MidpointRounding.AwayFromZero);
        var isGrave = finding.Tags.Any(tag => tag.Rule.Points >= Grave);
        var isRelieved = finding.IsRelieved && !finding.IsLifeThreat && intensity < Distressed;
        var label = isRelieved ? EmotionLabel.Relieved : Label(intensity);
        return new EmotionView(label, intensity, Sentiment(label, isGrave, finding));
    }

    private static EmotionLabel Label(double intensity) => intensity switch
    {
        >= HighlyDistressed => EmotionLabel.HighlyDistressed,
        >= Distressed => EmotionLabel.Distressed,
        >= Tense => EmotionLabel.Tense,
        _ => EmotionLabel.Calm,
    };

    private static Sentiment Sentiment(EmotionLabel label, bool isGrave, KeywordFinding finding)
    {
        if (label >= EmotionLabel.Distressed || (isGrave && label != EmotionLabel.Relieved))
        {
            return Calls.Sentiment.Negative;
        }

        return label == EmotionLabel.Relieved || finding.IsThankful ? Calls.Sentiment.Positive : Calls.Sentiment.Neutral;
    }
}
