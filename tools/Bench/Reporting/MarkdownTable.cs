using System.Globalization;
using System.Text;
using FleetActors.Bench.Rows;

namespace FleetActors.Bench.Reporting;

/// <summary>The report for people.</summary>
internal static class MarkdownTable
{
    private static readonly string[] Head = ["what", "target", "measured", "baseline, same run", "ratio", "verdict"];

    public static string Of(BenchReport report)
    {
        var rows = report.Rows.Select(Cells).Prepend(Head).ToList();
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        AppendRow(text, rows[0], widths);
        AppendRow(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in rows.Skip(1))
        {
            AppendRow(text, row, widths);
        }

        text.AppendLine();
        foreach (var note in report.Rows.SelectMany(row => row.Notes))
        {
            text.Append("- ").AppendLine(note);
        }

        var from = report.Environment;
        return text.Append(
            CultureInfo.InvariantCulture,
            $"- {from.Runtime}, {from.System}, {from.Processors} processors (shared with the load), {(from.ServerGc ? "server" : "workstation")} GC, {from.Orleans}; load average before: {from.LoadAverage ?? "unknown"}; took {report.TookSeconds:0} s{(from.Quick ? "; --quick: rough" : "")}.").ToString();
    }

    private static string[] Cells(RowResult row) =>
    [
        row.What,
        row.Target,
        row.Measured,
        row.Baseline,
        row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        row.Verdict switch { Verdict.Met => "met", Verdict.Missed => "MISSED", _ => "" },
    ];

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");
}
