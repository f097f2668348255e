namespace FleetActors.Calls;

/// <summary>A summary in our own words with the caller's quoted: plain text in one line, whatever the caller said.</summary>
internal static class TriageSummary
{
    private const int MostTags = 3;
    private const int LongestQuote = 120;

    /// <summary>One or two sentences.</summary>
    public static string Of(string transcript, KeywordFinding finding, CallFacts facts)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(finding);
        var heard = finding.Tags.Where(tag => tag.ComesWith is null && tag.Rule.Points > 0).Take(MostTags).ToList();
        if (heard.Count > 0)
        {
            var services = string.Join(", ", finding.Services.Select(service => service.Word()));
            return $"{services}: {string.Join("; ", heard.Select(tag => $"{Plain(tag.Rule.Tag)} (\"{PlainText.OneLine(tag.Phrase, LongestQuote)}\")"))}.{Course(facts)}";
        }

        return finding.HasWords
            ? $"No emergency named. Heard: \"{PlainText.OneLine(transcript, LongestQuote)}\".{Course(facts)}"
            : $"No words.{Course(facts)}";
    }

    private static string Course(CallFacts facts) => facts switch
    {
        { IsSilent: true, IsDropped: true } => " Nobody was heard and the call broke off.",
        { IsSilent: true } => " Nobody was heard.",
        { LacksTranscript: true, IsDropped: true } => " Somebody spoke, there is no transcript, and the call broke off.",
        { LacksTranscript: true } => " Somebody spoke, but there is no transcript.",
        { IsDropped: true } => " The call broke off.",
        _ => "",
    };

#pragma warning disable CA1308 // Tags are capitals; a sentence is not.
    private static string Plain(string tag) => tag.Replace('_', ' ').ToLowerInvariant();
#pragma warning restore CA1308
}
