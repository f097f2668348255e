using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FleetActors.Sandbox;

/// <summary>A stand-in for a language model: classifies sensor data by how far a limit is exceeded and by words.</summary>
internal static partial class SeverityRules
{
    private const double MediumExcess = 0.05;
    private const double CriticalExcess = 0.35;

    private static readonly (string Category, Regex Words)[] Categories =
    [
        ("fire", Fire()), ("location", Location()), ("battery", Battery()), ("engine", Engine()), ("temperature", Temperature()),
        ("pressure", Pressure()), ("connectivity", Connectivity()), ("security", Security()),
    ];

    /// <summary>The object asked for: severity, category, briefing, recommended_action, time_sensitivity (minutes).</summary>
    public static JsonObject Classify(string prompt)
    {
        var data = SensorData.Read(prompt);
        var severity = Severity(data);
        var category = Category(data);
        var (action, minutes) = severity switch
        {
            2 => ($"Stop {data.Device} and send help now.", 5),
            1 => ($"Call the driver and check the {Subject(data, category)}.", 30),
            _ => ($"Check the {Subject(data, category)} at the next stop.", 240),
        };
        return new JsonObject
        {
            ["severity"] = severity switch { 2 => "critical", 1 => "medium", _ => "low" },
            ["category"] = category,
            ["briefing"] = $"{Finding(data, category)} {action}",
            ["recommended_action"] = action,
            ["time_sensitivity"] = minutes,
        };
    }

    private static int Severity(SensorData data)
    {
        var said = data.Excess is > 0 ? $"{data.Statement} {data.Quantity}" : data.Statement;
        int? byWords = Says(CriticalWords(), said) ? 2 : Says(MediumWords(), said) ? 1 : Says(LowWords(), said) ? 0 : null;
        int? byLimit = data.Excess switch
        {
            null => null,
            >= CriticalExcess => 2,
            >= MediumExcess => 1,
            _ => 0,
        };
        // Knowing nothing is no reason for calm.
        return byWords is null && byLimit is null ? 1 : Math.Max(byWords ?? 0, byLimit ?? 0);
    }

    private static bool Says(Regex words, string text) => words.Matches(text).Any(match => !Negation().IsMatch(text[..match.Index]));

    private static string Category(SensorData data)
    {
        var text = $"{data.Quantity} {data.Statement}";
        return Array.Find(Categories, category => category.Words.IsMatch(text)).Category ?? "general";
    }

    private static string Subject(SensorData data, string category) => data.Quantity ?? (category == "general" ? "device" : category);

    private static string Finding(SensorData data, string category) => data switch
    {
        { Excess: > 0 } => $"{data.Device} reports {Subject(data, category)} {SensorData.Show(data.Value)}, "
            + $"{Math.Round(data.Excess.Value * 100)}% {(data.IsBelow ? "below" : "above")} its limit of {SensorData.Show(data.Limit)}.",
        { Value: not null } => $"{data.Device} reports {Subject(data, category)} {SensorData.Show(data.Value)}.",
        _ => $"{data.Device} reports a {category} alert.",
    };

    [GeneratedRegex(
        @"\b(fire|smoke|flames?|explo\w+|gas leak|carbon monoxide|collision|crash\w*|roll ?over|panic|sos|emergency|evacuat\w+|flood\w*|runaway"
        + @"|man down|critical)\b",
        Flags)]
    private static partial Regex CriticalWords();

    [GeneratedRegex(
        @"\b(overheat\w*|offline|fault\w*|fail\w*|error|breach\w*|leak\w*|low battery|high|medium|warning|alarm|stuck|vibrat\w+|tamper\w*|theft"
        + @"|stolen|fraud\w*|geofence)\b",
        Flags)]
    private static partial Regex MediumWords();

    [GeneratedRegex(@"\b(info|information|low|test|heartbeat|nominal|normal|routine|maintenance|scheduled|ok)\b", Flags)]
    private static partial Regex LowWords();

    [GeneratedRegex(@"\b(no|not|without|never)(\s+\w+)?\s+$", Flags)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\b(fire|smoke|flame\w*|explo\w+)\b", Flags)]
    private static partial Regex Fire();

    [GeneratedRegex(@"\b(geofence|location|gps|route|off.?course|position)\b", Flags)]
    private static partial Regex Location();

    [GeneratedRegex(@"\b(battery|charge|voltage)\b", Flags)]
    private static partial Regex Battery();

    [GeneratedRegex(@"\b(engine|oil|rpm|coolant|motor)\b", Flags)]
    private static partial Regex Engine();

    [GeneratedRegex(@"\b(temp|temperature|cold|heat|overheat\w*|freez\w+)\b", Flags)]
    private static partial Regex Temperature();

    [GeneratedRegex(@"\b(pressure|psi|leak\w*)\b", Flags)]
    private static partial Regex Pressure();

    [GeneratedRegex(@"\b(offline|signal|connection|network|heartbeat)\b", Flags)]
    private static partial Regex Connectivity();

    [GeneratedRegex(@"\b(tamper\w*|theft|stolen|intrusion|fraud\w*|door|panic|sos)\b", Flags)]
    private static partial Regex Security();

    private const RegexOptions Flags = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
}
