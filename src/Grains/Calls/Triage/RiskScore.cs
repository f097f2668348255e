using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>
/// The risk of a call. Every part takes a share of what is still missing to 1, so that nothing can lower a score and no cap is needed:
/// <code>score = 1 - (1 - gravest tag) x product over the other tags (1 - 0.15 tag) x (1 - 0.5 voice)</code>
/// A tag that only comes with another is no new evidence and counts nothing. Voice is 0 up to a distress of 0.3 and grows evenly to 1 at full distress. Words without any tag count 0.1.
/// </summary>
internal static class RiskScore
{
    private const double WordsAlone = 0.1;
    private const double OtherTags = 0.15;
    private const double Voice = 0.5;
    private const double CalmUpTo = 0.3;

    /// <summary>The score with all its reasons. Unknown while nothing at all was heard.</summary>
    public static RiskView Assess(KeywordFinding finding, VoiceMeasure voice, CallFacts facts)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var sum = new Sum();
        var tags = finding.Tags.Where(tag => tag.ComesWith is null).Select(tag => (tag.Rule, tag.Reason))
            .Concat(facts.Tags.Select(rule => (Rule: rule, Reason: FactReason(rule))))
            .Where(tag => tag.Rule.Points > 0)
            .OrderByDescending(tag => tag.Rule.Points)
            .ThenBy(tag => tag.Rule.Tag, StringComparer.Ordinal)
            .ToList();
        if (finding.HasWords && (tags.Count == 0 || tags[0].Rule.Points < WordsAlone))
        {
            sum.Add("voice", WordsAlone, "words were heard, none of them grave");
        }

        for (var index = 0; index < tags.Count; index++)
        {
            var (rule, reason) = tags[index];
            var isFirst = index == 0 && sum.IsEmpty;
            sum.Add(isFirst ? "tag" : "more_tags", isFirst ? rule.Points : rule.Points * OtherTags, reason);
        }

        if (voice.Level > CalmUpTo)
        {
            var share = (voice.Level - CalmUpTo) / (1 - CalmUpTo) * Voice;
            sum.Add("distress", share, FormattableString.Invariant($"distress {voice.Distress:0.00}, at most {voice.DistressMax:0.00}, in {voice.VoicedSeconds:0.0} s of voice"));
        }

        // Sound without words, while more may come, is not yet a low risk: it is not known.
        return sum.IsEmpty || (!finding.HasWords && tags.Count == 0 && sum.Score < RiskBands.Medium) ? RiskView.Unknown : sum.View();
    }

    private static string FactReason(TagRule rule) => rule.Tag switch
    {
        "SILENT_CALL" => "SILENT_CALL: nobody was heard",
        "DROPPED" => "DROPPED: the call ended at once or the line broke",
        _ => $"{rule.Tag}: somebody called and there are no words of it",
    };

    private sealed class Sum
    {
        private readonly ImmutableArray<RiskReason>.Builder _reasons = ImmutableArray.CreateBuilder<RiskReason>();
        private double _missing = 1;

        public bool IsEmpty => _reasons.Count == 0;

        public double Score => Math.Round(1 - _missing, 3, MidpointRounding.AwayFromZero);

        // Points are differences of rounded sums, so that what is shown adds up to the score that is shown.
        public void Add(string kind, double share, string text)
        {
            var before = Score;
            _missing *= 1 - share;
            _reasons.Add(new RiskReason(kind, Math.Round(Score - before, 3), text));
        }

        public RiskView View() => new(RiskBands.Of(Score), Score, _reasons.ToImmutable());
    }
}
