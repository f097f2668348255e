namespace FleetActors.Calls;

/// <summary>
/// Triage of a call from what there is so far: words, voice, course. Pure and quick enough for every new piece of transcript; safe to repeat. Inference adds to it
/// (<see cref="TriageMerge"/>) and can take nothing away.
/// </summary>
internal static class CallTriage
{
    private const int MostReasons = 40;
    private const string Unclear = "UNCLEAR";

    /// <summary>While the call runs: <see cref="TriageView.Listening"/> until something is heard.</summary>
    /// <param name="transcript">Finals and the partial, in the order spoken.</param>
    public static TriageView Live(string transcript, VoiceMeasure voice)
    {
        var view = Assess(KeywordTriage.Assess(transcript), transcript, voice, CallFacts.Live);
        return view.Category == ServiceCategory.Unknown ? TriageView.Listening with { Emotion = view.Emotion, Risk = view.Risk } : view;
    }

    /// <summary>
    /// When the call is over. The category is never unknown; the level is low only where what was said is known to be harmless. Somebody whose words mean nothing to us may be
    /// in need all the same: that call is at least medium, and tagged.
    /// </summary>
    public static TriageView Final(string transcript, VoiceMeasure voice, CallFacts facts)
    {
        var finding = KeywordTriage.Assess(transcript);
        var view = Assess(finding, transcript, voice, facts);
        if (view.Risk.Level == RiskLevel.Unknown || (view.Risk.Level == RiskLevel.Low && finding.IsUnclear))
        {
            view = view with { Risk = Raised(view.Risk), Tags = finding.IsUnclear ? view.Tags.Add(Unclear) : view.Tags };
        }

        return view.Category == ServiceCategory.Unknown
            ? view with { Category = ServiceCategory.Other, Services = [ServiceCategory.Other] }
            : view;
    }

    // Nobody can tell what was needed, and not knowing is no reason for calm.
    private static RiskView Raised(RiskView risk) => new(
        RiskLevel.Medium,
        RiskBands.Medium,
        risk.Reasons.Add(new RiskReason("floor", Math.Round(RiskBands.Medium - risk.Score, 3), "nothing was said that could be understood")));

    private static TriageView Assess(KeywordFinding finding, string transcript, VoiceMeasure voice, CallFacts facts) =>
        new(
            finding.Category,
            finding.Services,
            finding.Confidence,
            [.. finding.Tags.Select(tag => tag.Rule).Concat(facts.Tags).OrderByDescending(rule => rule.Points).Select(rule => rule.Tag)],
            Emotions.Of(finding, voice),
            RiskScore.Assess(finding, voice, facts),
            TriageSummary.Of(transcript, finding, facts),
            [.. finding.Tags.Select(tag => PlainText.OneLine(tag.Reason, 300)).Concat(finding.SetAside.Select(line => PlainText.OneLine(line, 300))).Take(MostReasons)],
            TriageSource.Keywords);
}
