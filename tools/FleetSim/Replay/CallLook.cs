using System.Globalization;
using System.Text.Json.Nodes;

namespace FleetActors.FleetSim.Replay;

/// <summary>A call as the API shows it at one moment.</summary>
/// <param name="Seconds">Sound heard so far.</param>
/// <param name="Gaps">Spans that were not heard, in words.</param>
/// <param name="Packet">Null until the call is over and worked up.</param>
internal sealed record CallLook(
    string Status,
    double Seconds,
    double Distress,
    double MaxDistress,
    string RiskLevel,
    double RiskScore,
    string Partial,
    IReadOnlyList<string> Segments,
    IReadOnlyList<string> Gaps,
    string? Stream,
    JsonObject? Packet)
{
    public static CallLook Of(JsonObject call)
    {
        var (live, transcript, audio) = (call["call"]!, call["transcript"]!, call["audio"]!);
        return new CallLook(
            (string)live["status"]!,
            (double)audio["seconds"]!,
            (double)audio["distress"]!,
            (double)audio["max_distress"]!,
            (string)live["risk_level"]!,
            (double)live["risk_score"]!,
            (string)transcript["partial"]!,
            [.. transcript["segments"]!.AsArray().Select(static part => $"{Seconds(part!["start"])}  {part["text"]}")],
            [.. transcript["gaps"]!.AsArray().Select(static gap => $"{Seconds(gap!["start"])} to {(gap["end"] is { } end ? Seconds(end) : "now")}: {gap["reason"]}")],
            (string?)live["stream"],
            call["packet"] as JsonObject);

        static string Seconds(JsonNode? value) => ((double)value!).ToString("0.0", CultureInfo.InvariantCulture) + "s";
    }
}
