using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>
/// What inference may change. It may raise the risk to the foot of a higher level, add services and tags, give the summary, and name the category where the words left it open.
/// It can lower and remove nothing, so a caller who talks a model into harmlessness gains nothing.
/// </summary>
internal static class TriageMerge
{
    private const double Settled = 0.5;
    private const double ModelConfidence = 0.6;
    private const int MostTags = 20;

    /// <summary>Repeating it with the same answer changes nothing more.</summary>
    public static TriageView Merge(TriageView keywords, TriageAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(keywords);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Failure is { } failure)
        {
            return keywords with { Reasons = Told(keywords.Reasons, $"inference gave nothing: {PlainText.OneLine(failure, TriageAnswer.LongestReason)}") };
        }

        var category = Category(keywords, answer);
        var summary = PlainText.OneLine(answer.Summary ?? "", TriageAnswer.LongestSummary);
        return keywords with
        {
            Category = category,
            CategoryConfidence = category == keywords.Category ? keywords.CategoryConfidence : ModelConfidence,
            Services = Services(keywords, answer, category),
            Tags = Tags(keywords, answer),
            Risk = Raised(keywords.Risk, answer),
            Summary = summary.Length > 0 ? summary : keywords.Summary,
            Reasons = answer.Reason is { } reason
                ? Told(keywords.Reasons, $"inference says {answer.Level.Word()}: {PlainText.OneLine(reason, TriageAnswer.LongestReason)}")
                : keywords.Reasons,
            By = TriageSource.Inference,
        };
    }

    private static bool IsReal(ServiceCategory category) => category is ServiceCategory.Ems or ServiceCategory.Fire or ServiceCategory.Police;

    private static ServiceCategory Category(TriageView keywords, TriageAnswer answer) =>
        IsReal(answer.Category) && !(IsReal(keywords.Category) && keywords.CategoryConfidence >= Settled) ? answer.Category : keywords.Category;

    private static ImmutableArray<ServiceCategory> Services(TriageView keywords, TriageAnswer answer, ServiceCategory category)
    {
        var real = keywords.Services.Concat(answer.Services).Append(answer.Category).Where(IsReal).Distinct().OrderByDescending(service => service == category).ToImmutableArray();
        return real.IsEmpty ? keywords.Services : real;
    }

    private static ImmutableArray<string> Tags(TriageView keywords, TriageAnswer answer)
    {
        var added = answer.Tags.Select(TriageTags.Match).OfType<string>().Except(keywords.Tags).Take(Math.Max(0, MostTags - keywords.Tags.Length)).ToList();
        return added.Count == 0 ? keywords.Tags : [.. keywords.Tags.Concat(added).OrderByDescending(TriageTags.Points)];
    }

    private static RiskView Raised(RiskView risk, TriageAnswer answer)
    {
        var floor = RiskBands.Floor(answer.Level);
        if (answer.Level <= risk.Level || floor <= risk.Score)
        {
            return risk;
        }

        var why = PlainText.OneLine(answer.Reason ?? "no reason given", TriageAnswer.LongestReason);
        return new RiskView(
            answer.Level, floor, risk.Reasons.Add(new RiskReason("inference", Math.Round(floor - risk.Score, 3), $"inference says {answer.Level.Word()}: {why}")));
    }

    private static ImmutableArray<string> Told(ImmutableArray<string> reasons, string line) => reasons.Contains(line) ? reasons : reasons.Add(line);
}
