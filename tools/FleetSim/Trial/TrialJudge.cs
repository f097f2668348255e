namespace FleetActors.FleetSim.Trial;

/// <summary>Compares what was promised with what the provider saw. Pure.</summary>
internal static class TrialJudge
{
    /// <summary>How late a page may be while all silos are well.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    /// <summary>How late it may be when a silo was being declared dead, or was coming back, while it waited.</summary>
    public static readonly TimeSpan Struck = TimeSpan.FromSeconds(30);

    /// <summary>How long after a strike the others may be busy with declaring the silo dead and taking over.</summary>
    public static readonly TimeSpan Upheaval = TimeSpan.FromSeconds(15);

    /// <param name="accepted">Keys of the reports that were answered with success.</param>
    /// <param name="listed">What the server has in the end.</param>
    /// <param name="seen">What the provider was asked for, repeats that it ignored left out.</param>
    public static TrialVerdict Judge(
        IReadOnlyCollection<string> accepted, IReadOnlyCollection<ListedAlert> listed, IReadOnlyCollection<SeenPage> seen, IReadOnlyCollection<Strike> strikes)
    {
        var findings = new List<Finding>();
        var byKey = Unique(listed, findings);
        var keyOf = byKey.Values.ToDictionary(alert => alert.Id, alert => alert.Key);
        findings.AddRange(accepted.Where(key => !byKey.ContainsKey(key)).Select(key => new Finding(FindingKind.LostAlert, key, "was accepted and is not there")));

        var pages = seen.ToLookup(page => keyOf.GetValueOrDefault(page.About, page.About));
        findings.AddRange(pages.Where(page => !byKey.ContainsKey(page.Key)).Select(page => new Finding(FindingKind.Unexpected, page.Key, "was paged and is not there")));

        var delays = new List<PageDelay>();
        var calledOff = byKey.Values.Sum(alert => JudgeAlert(alert, [.. pages[alert.Key]], strikes, findings, delays));
        return new TrialVerdict(findings, delays, calledOff);
    }

    private static Dictionary<string, ListedAlert> Unique(IReadOnlyCollection<ListedAlert> listed, List<Finding> findings)
    {
        var byKey = new Dictionary<string, ListedAlert>();
        foreach (var alert in listed)
        {
            if (!byKey.TryAdd(alert.Key, alert))
            {
                findings.Add(new Finding(FindingKind.Doubled, alert.Key, $"two alerts: {byKey[alert.Key].Id} and {alert.Id}"));
            }
        }

        return byKey;
    }

    /// <returns>How many pages an acknowledge called off before they were late.</returns>
    private static int JudgeAlert(
        ListedAlert alert, IReadOnlyList<SeenPage> seen, IReadOnlyCollection<Strike> strikes, List<Finding> findings, List<PageDelay> delays)
    {
        var expected = TrialScript.PagesOf(alert.Key);
        var calledOff = 0;
        foreach (var page in expected)
        {
            var due = alert.OpenedAt + page.After;
            var matches = seen.Where(one => one.Kind == page.Kind && one.To == page.To).OrderBy(one => one.At).ToList();
            if (matches.Count == 0 && alert.AcknowledgedAt is { } acknowledged && !IsLate(Delay(due, acknowledged, strikes)))
            {
                calledOff++;
                continue;
            }

            if (matches.Count == 0)
            {
                findings.Add(new Finding(FindingKind.LostPage, alert.Key, $"no {page.Kind} to {page.To}, due {due:HH:mm:ss.fff}"));
                continue;
            }

            findings.AddRange(matches.Skip(1).Select(again => new Finding(
                FindingKind.Doubled, alert.Key, $"{page.Kind} to {page.To} at {matches[0].At:HH:mm:ss.fff} and {again.At:HH:mm:ss.fff}")));
            var delay = Delay(due, matches[0].At, strikes);
            delays.Add(delay);
            if (IsLate(delay))
            {
                findings.Add(new Finding(FindingKind.Late, alert.Key, $"{page.Kind} to {page.To}, due {due:HH:mm:ss.fff}, {delay.By.TotalSeconds:0.0} s late{(delay.IsStruck ? " after a strike" : "")}"));
            }
        }

        findings.AddRange(seen
            .Where(one => !expected.Any(page => page.Kind == one.Kind && page.To == one.To))
            .Select(one => new Finding(FindingKind.Unexpected, alert.Key, $"{one.Kind} to {one.To} at {one.At:HH:mm:ss.fff}")));
        findings.AddRange(seen
            .Where(one => one.At > alert.AcknowledgedAt)
            .Select(one => new Finding(
                FindingKind.AfterAcknowledge, alert.Key, $"{one.Kind} to {one.To} at {one.At:HH:mm:ss.fff}, acknowledged {alert.AcknowledgedAt:HH:mm:ss.fff}")));
        if (TrialScript.IsCalled(alert.Key) && alert.AcknowledgedAt is null)
        {
            findings.Add(new Finding(FindingKind.Unanswered, alert.Key, "was never acknowledged"));
        }

        return calledOff;
    }

    private static bool IsLate(PageDelay delay) => delay.By > (delay.IsStruck ? Struck : Calm);

    private static PageDelay Delay(DateTimeOffset due, DateTimeOffset at, IReadOnlyCollection<Strike> strikes)
    {
        var halted = strikes.Where(strike => strike.IsHalt).Sum(strike => Overlap(due, at, strike).Ticks);
        var delay = at - due - TimeSpan.FromTicks(halted);
        return new PageDelay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, strikes.Any(strike => strike.At <= at && strike.Until + Upheaval >= due));
    }

    private static TimeSpan Overlap(DateTimeOffset due, DateTimeOffset at, Strike strike)
    {
        var from = due > strike.At ? due : strike.At;
        var to = at < strike.Until ? at : strike.Until;
        return to > from ? to - from : TimeSpan.Zero;
    }
}

/// <summary>What a trial came to.</summary>
/// <param name="Findings">Promises that were broken; empty when all were kept.</param>
/// <param name="Delays">Of every page that came.</param>
/// <param name="CalledOff">Pages that did not come because somebody acknowledged while they were not late yet.</param>
internal sealed record TrialVerdict(IReadOnlyList<Finding> Findings, IReadOnlyList<PageDelay> Delays, int CalledOff)
{
    public int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}

/// <summary>How a promise was broken.</summary>
internal enum FindingKind
{
    LostAlert,
    LostPage,
    Late,
    Doubled,
    AfterAcknowledge,
    Unexpected,
    Unanswered,
}

/// <summary>A broken promise.</summary>
internal sealed record Finding(FindingKind Kind, string Key, string What);

/// <summary>How much later than due a page came, and whether a strike lay between.</summary>
internal sealed record PageDelay(TimeSpan By, bool IsStruck);
