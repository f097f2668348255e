using System.Globalization;
using FleetActors.FleetSim.Load;
using FleetActors.FleetSim.Owners;
using FleetActors.Tools;

namespace FleetActors.FleetSim.Trial;

/// <summary>The trial in figures.</summary>
internal sealed class TrialReport(TextWriter output)
{
    private const int MostShown = 40;

    public void Print(
        TrialOptions options,
        ReportLoad reports,
        LoadTally readings,
        IReadOnlyCollection<ListedAlert> listed,
        IReadOnlyCollection<SeenPage> seen,
        IReadOnlyCollection<Strike> strikes,
        TrialVerdict verdict,
        Ownership ownership)
    {
        output.WriteLine();
        Line($"strikes            {strikes.Count} ({options.Strike})");
        Line($"reports            {reports.Sent} sent, {reports.Accepted.Count} taken, {listed.Count} alerts listed, {listed.Count(alert => alert.AcknowledgedAt is not null)} acknowledged");
        Line($"POST /alert        {Times(reports.Answers)}; until taken {Times(reports.UntilTaken)}");
        foreach (var (reason, count) in reports.Refusals.OrderByDescending(refusal => refusal.Value))
        {
            Line($"  not taken        {count} requests: {reason}");
        }

        Line($"readings           {readings.Accepted} taken, {readings.Rejected} refused, {readings.Lost} in failed requests, {readings.Skipped} not sent; {Text(readings.Percentile(0.5))} p50, {Text(readings.Percentile(0.99))} p99");
        Line($"pages              {seen.Count(page => page.Kind == PageKind.Text)} texts, {seen.Count(page => page.Kind == PageKind.Call)} calls; {verdict.CalledOff} called off by an acknowledge before they were late");
        Line($"page after due     {Delays(verdict, isStruck: false)}");
        Line($"  near a strike    {Delays(verdict, isStruck: true)}");
        Line($"lost alerts {verdict.Count(FindingKind.LostAlert)}, lost pages {verdict.Count(FindingKind.LostPage)}, late {verdict.Count(FindingKind.Late)}, doubled {verdict.Count(FindingKind.Doubled)}, after acknowledge {verdict.Count(FindingKind.AfterAcknowledge)}, unexpected {verdict.Count(FindingKind.Unexpected)}, never acknowledged {verdict.Count(FindingKind.Unanswered)}");
        Line($"owners: {ownership.Writes} writes, {ownership.Verdict.HandOvers} hand-overs, {ownership.Verdict.Findings.Count} writes by a former owner after a later one");
        foreach (var finding in ownership.Verdict.Findings.Take(MostShown))
        {
            Line($"  {finding}");
        }

        foreach (var finding in verdict.Findings.OrderByDescending(finding => finding.Kind).Take(MostShown))
        {
            Line($"  {finding.Kind}: {finding.Key}: {finding.What}");
        }

        if (verdict.Findings.Count > MostShown)
        {
            Line($"  and {verdict.Findings.Count - MostShown} more");
        }
    }

    private static string Delays(TrialVerdict verdict, bool isStruck)
    {
        var delays = verdict.Delays.Where(delay => delay.IsStruck == isStruck).Select(delay => delay.By).Order().ToList();
        return delays.Count == 0
            ? "none"
            : string.Create(CultureInfo.InvariantCulture, $"{delays.Count}: p50 {Text(delays[delays.Count / 2])}, p99 {Text(delays[(int)((delays.Count - 1) * 0.99)])}, worst {Text(delays[^1])}");
    }

    private static string Times(LatencyHistogram times) => $"p50 {Text(times.Percentile(0.5))}, p99 {Text(times.Percentile(0.99))}, worst {Text(times.Percentile(1))}";

    private static string Text(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Who wrote, and what was found of it.</summary>
internal sealed record Ownership(int Writes, OwnersVerdict Verdict);
