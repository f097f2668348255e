namespace FleetActors.Alerts;

/// <summary>How severe a report is: what the rule or the client said, else what inference says, else medium (S2-20).</summary>
internal static class Classifying
{
    private const int FallbackSensorLength = 200;
    private const int MaxText = 2_000;
    private const int MaxCategory = 64;

    /// <summary>The model's answer in our words.</summary>
    public static ClassificationAdvice Advice(ClassifierAnswer answer)
    {
        if (answer.Failure is { } failure)
        {
            return new ClassificationAdvice(null, null, null, null, null, null, failure);
        }

        var severity = SeverityWords.Map(answer.Severity);
        return new ClassificationAdvice(
            answer.Severity is null ? null : severity == Severity.Unknown ? Severity.Medium : severity,
            Clean(answer.Category, MaxCategory),
            Clean(answer.Briefing, MaxText),
            Clean(answer.RecommendedAction, MaxText),
            answer.TimeSensitivityMinutes is >= 0 ? answer.TimeSensitivityMinutes : null,
            answer.RawJson,
            null);
    }

    /// <summary>The report gave the severity itself.</summary>
    public static Classification Given(RaiseAlert report) => new(
        report.Severity,
        Clean(report.Category, MaxCategory) ?? Classification.NoCategory,
        Clean(report.Summary, MaxText) ?? Fallback(report.SensorJson),
        null,
        null,
        report.Rule is null ? "client" : "rule",
        null);

    /// <summary>Inference decides, with S2-20 and S2-21 for what it leaves open.</summary>
    public static Classification Decided(RaiseAlert report, ClassificationAdvice advice) => advice.Failure is not null
        ? Given(report) with { Severity = Severity.Medium, By = "fallback" }
        : new Classification(
            advice.Severity ?? Severity.Medium,
            Clean(report.Category, MaxCategory) ?? advice.Category ?? Classification.NoCategory,
            Clean(report.Summary, MaxText) ?? advice.Briefing ?? "Alert received",
            advice.RecommendedAction,
            advice.TimeSensitivityMinutes,
            "inference",
            advice.Json);

    private static string Fallback(string sensorJson) =>
        "Unclassified alert from sensor: " + (sensorJson.Length <= FallbackSensorLength ? sensorJson : Cut(sensorJson, FallbackSensorLength));

    private static string? Clean(string? text, int max) =>
        string.IsNullOrWhiteSpace(text) ? null : Cut(text.Trim(), max);

    /// <summary>Never between the halves of a character.</summary>
    private static string Cut(string text, int max) =>
        text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
}
