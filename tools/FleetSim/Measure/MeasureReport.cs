using System.Globalization;
using System.Text.Json;

namespace FleetActors.FleetSim.Measure;

/// <summary>The measurement as tables, and the same as JSON.</summary>
internal sealed class MeasureReport(TextWriter output)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Print(IReadOnlyList<Phase> phases)
    {
        var units = PerUnit.Of(phases);
        output.WriteLine();
        foreach (var phase in phases)
        {
            Line($"{phase.Name,-10} {phase.Count:0} x {phase.Unit}, {phase.Failed} failed, {phase.Used.Seconds:0} s, load {phase.Load:0.0}; CPU seconds: {string.Join(", ", phase.Used.Cpu.OrderBy(static one => one.Key).Select(static one => Text($"{one.Key} {one.Value:0.00}")))}");
        }

        output.WriteLine();
        var columns = units.Count == 0 ? [] : units[0].Cpu.Keys.Order().Select(static kind => (Head: kind + " CPU ms", Of: (Func<PerUnit, double>)(unit => unit.Cpu[kind])))
            .Concat(units[0].Database.Keys.Select(static name => (Head: name, Of: (Func<PerUnit, double>)(unit => unit.Database[name])))).ToList();
        output.WriteLine($"| less idle, for one | {string.Join(" | ", columns.Select(static column => column.Head))} |");
        output.WriteLine($"| --- |{string.Concat(columns.Select(static _ => " ---: |"))}");
        foreach (var unit in units)
        {
            output.WriteLine($"| {unit.Unit} | {string.Join(" | ", columns.Select(column => Number(column.Of(unit))))} |");
        }

        output.WriteLine();
        output.WriteLine(JsonSerializer.Serialize(new { phases, per_unit = units }, Readable));
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Line(FormattableString text) => output.WriteLine(Text(text));
}
