using System.Reflection;
using System.Text.RegularExpressions;

namespace FleetActors.Calls;

/// <summary>A row of the table of utterances.</summary>
/// <param name="Services">As words, the category first.</param>
/// <param name="Tags">Tags that must be there; with a ! those that must not; a lone - means none at all.</param>
public sealed record SaidCase(int Line, string Level, string Services, string Tags, string Text)
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<SaidCase> All { get; } = Read();

    public override string ToString() => $"line {Line}: {Text}";

    private static List<SaidCase> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Calls/utterances.tsv")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        return
        [
            .. lines.Select((line, index) => (Line: index + 1, Fields: line.Split('\t')))
                .Where(row => row.Fields[0].Length > 0 && row.Fields[0][0] != '#')
                .Select(row => new SaidCase(row.Line, row.Fields[0], row.Fields[1], row.Fields[2], Regex.Unescape(row.Fields[3]))),
        ];
    }
}
