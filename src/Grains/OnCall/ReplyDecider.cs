using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>What a text leads to.</summary>
internal abstract record ReplyDecision;

/// <summary>It acts on an alert.</summary>
internal sealed record ActOnAlert(ReplyKind Kind, Candidate Page) : ReplyDecision;

/// <summary>It says whether texts are welcome.</summary>
internal sealed record ChangeOptOut(bool OptedOut) : ReplyDecision;

/// <summary>It leads nowhere; this would help.</summary>
internal sealed record Explain(string HelpText) : ReplyDecision;

/// <summary>An unresolved alert that paged the number: one that a text may mean.</summary>
/// <param name="Answered">Somebody has acknowledged it.</param>
internal sealed record Candidate(string AlertId, string Code, bool Answered);

/// <summary>What a text asks for, given what is open on the number.</summary>
internal static class ReplyDecider
{
    /// <param name="pages">The number's open pages, newest first.</param>
    public static ReplyDecision Decide(Reply reply, ImmutableArray<Candidate> pages) => reply.Kind switch
    {
        ReplyKind.OptOut => new ChangeOptOut(true),
        ReplyKind.OptIn => new ChangeOptOut(false),
        ReplyKind.Acknowledge or ReplyKind.Escalate when Meant(reply.Code, pages) is { } page => new ActOnAlert(reply.Kind, page),
        _ => new Explain(HelpText.For([.. Waiting(pages).Select(page => page.Code)])),
    };

    // Without a code only the one alert that waits for an answer can be meant; if all are answered, the only one there is (saying it twice is no mistake).
    private static Candidate? Meant(string? code, ImmutableArray<Candidate> pages)
    {
        if (code is not null)
        {
            return pages.FirstOrDefault(page => string.Equals(page.Code, code, StringComparison.Ordinal));
        }

        var waiting = Waiting(pages);
        return waiting.Length == 1 ? waiting[0] : waiting.IsEmpty && pages.Length == 1 ? pages[0] : null;
    }

    private static ImmutableArray<Candidate> Waiting(ImmutableArray<Candidate> pages) => [.. pages.Where(page => !page.Answered)];
}
