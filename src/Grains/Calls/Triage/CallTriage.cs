namespace FleetActors.Calls;

/// <summary>
/// Triage of a call from what there is so far: words, voice, course. Pure and quick enough for every new piece of transcript; safe to repeat. Inference adds to it
/// (<see cref="TriageMerge"/>) and can take nothing away.
/// </summary>
internal static class CallTriage
{
    private const int MostReasons = 40;

    /// <summary>While the call runs: <see cref="TriageView.Listening"/> until something is heard.</summary>
    /// <param name="transcript">Finals and the partial, in the order spoken.</param>
    public static TriageView Live(string transcript, VoiceMeasure voice)
    {
        var view = Assess(transcript, voice, CallFacts.Live);
        return view.Category == ServiceCategory.Unknown ? TriageView.Listening with { Emotion = view.Emotion, Risk = view.Risk } : view;
    }

    /// <summary>When the call is over. The category is never unknown, and the level at least low.</summary>
    public static TriageView Final(string transcript, VoiceMeasure voice, CallFacts facts)
    {
        var view = Assess(transcript, voice, facts);
        if (view.Risk.Level == RiskLevel.Unknown)
        {
            // A sound such as "uh" and nothing more: nobody can tell what was needed, and not knowing is no reason for calm.
            view = view with { Risk = new RiskView(RiskLevel.Medium, RiskBands.Medium, [new RiskReason("floor", RiskBands.Medium, "nothing was said that could be understood")]) };
        }

        return view.Category == ServiceCategory.Unknown
            ? view with { Category = ServiceCategory.Other, Services = [ServiceCategory.Other] }
            : view;
    }

    private static TriageView Assess(string transcript, VoiceMeasure voice, CallFacts facts)
    {
        var finding = KeywordTriage.Assess(transcript);
        return new TriageView(
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
}
