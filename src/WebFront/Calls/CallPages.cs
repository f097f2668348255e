using FleetActors.Pages;

namespace FleetActors.Calls;

/// <summary>What people see at <c>/debug/live_calls/</c> and <c>/debug/list_queue/</c>. Pure; the same data as the JSON there.</summary>
internal static class CallPages
{
    private const string Style = "/debug/calls.css";
    private const string Script = "/debug/calls.js";

    public static IEndpointRouteBuilder MapCallPageFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapPageFile(Style, "Calls.css", "text/css");
        routes.MapPageFile(Script, "Calls.js", "text/javascript");
        return routes;
    }

    /// <summary>Calls on the line, then those just ended.</summary>
    public static HtmlText Live(IReadOnlyCollection<LiveCallResponse> calls)
    {
        var cards = new HtmlText();
        foreach (var call in calls.OrderBy(static call => call.Status == "ENDED"))
        {
            cards.Add($"""
                <article class="card {Look(call.Status)}">
                  <header><b class="pill {Look(call.Status)}">{call.Status}</b> <span class="who">{call.FromMasked}</span> <time datetime="{call.StartedAt}">{Clock(call.StartedAt)}</time>
                    {Risk(call.RiskLevel, call.RiskScore)}</header>
                  <p class="said"><bdi dir="auto">{Said(call.TranscriptLive)}</bdi></p>
                  <dl>
                    <div><dt>Distress</dt><dd><meter min="0" max="1" low="0.3" high="0.7" optimum="0" value="{call.Distress:0.###}"></meter> {call.Distress:0.00} <small>at most {call.MaxDistress:0.00}</small></dd></div>
                    <div><dt>Emotion</dt><dd>{Words(call.Emotion.Label)} <small>{call.Emotion.Sentiment}</small></dd></div>
                    <div><dt>Needed</dt><dd>{Services(call.Category, call.Services)}</dd></div>
                    <div><dt>Heard so far</dt><dd>{call.VoicedSeconds:0.0} s of voice</dd></div>
                  </dl>
                  {Tags(call.Tags)}
                  <p class="sum"><bdi dir="auto">{call.Summary}</bdi></p>
                  {Links(call.CallId, hasRecording: false)}
                </article>

                """);
        }

        return Frame("Live calls", calls.Count == 0 ? new HtmlText().Add($"<p class=\"none\">Nobody is on the line.</p>") : cards);
    }

    /// <summary>Finished calls, the most urgent first.</summary>
    public static HtmlText Queue(IReadOnlyCollection<QueueEntryResponse> entries)
    {
        var cards = new HtmlText();
        foreach (var entry in entries)
        {
            cards.Add($"""
                <article class="card">
                  <header><b class="place" title="Priority">{entry.Priority ?? 0}</b> <b class="pill {Look(entry.Status)}">{Words(entry.Status)}</b> <span class="who">{entry.FromMasked}</span>
                    <time datetime="{entry.CreatedAt}">{Clock(entry.CreatedAt)}</time> {Risk(entry.RiskLevel, entry.RiskScore)}</header>
                  <p class="said"><bdi dir="auto">{Said(entry.Packet?.Nlp.Transcript)}</bdi></p>
                  <dl>
                    <div><dt>Needed</dt><dd>{Services(entry.Category, entry.Services)}</dd></div>
                    <div><dt>Emotion</dt><dd>{Words(entry.Packet?.Nlp.Emotion.Label)}</dd></div>
                    <div><dt>Length</dt><dd>{entry.Packet?.DurationSeconds ?? 0} s</dd></div>
                    <div><dt>Taken by</dt><dd>{entry.ClaimedBy ?? "nobody yet"}</dd></div>
                  </dl>
                  {Tags(entry.Tags)}
                  <p class="sum"><bdi dir="auto">{entry.Summary}</bdi></p>
                  {Missing(entry.Packet?.Missing)}
                  {Links(entry.Id, entry.Packet?.RecordingUrl is not null)}
                </article>

                """);
        }

        return Frame("Dispatch queue", entries.Count == 0 ? new HtmlText().Add($"<p class=\"none\">No call waits.</p>") : cards);
    }

    private static HtmlText Frame(string title, HtmlText content) => new HtmlText().Add($"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{title} - FleetActors</title>
          <link rel="stylesheet" href="{Style}">
          <noscript><meta http-equiv="refresh" content="2"></noscript>
          <script src="{Script}" defer></script>
        </head>
        <body>
          <header class="bar"><h1>{title}</h1><nav><a href="/debug/live_calls/">Live calls</a> <a href="/debug/list_queue/">Dispatch queue</a> <a href="/">Home</a></nav><span id="state"></span></header>
          <main>
        {content}
          </main>
        </body>
        </html>

        """);

    private static HtmlText Risk(string level, double score) =>
        new HtmlText().Add($"<span class=\"risk {Look(level)}\">{level} {score:0.00}</span>");

    private static HtmlText Tags(IReadOnlyList<string> tags)
    {
        var list = new HtmlText();
        foreach (var tag in tags)
        {
            list.Add($"<li>{Words(tag)}</li>");
        }

        return tags.Count == 0 ? list : new HtmlText().Add($"<ul class=\"tags\">{list}</ul>");
    }

    private static HtmlText Missing(IReadOnlyList<string>? missing)
    {
        var list = new HtmlText();
        foreach (var line in missing ?? [])
        {
            list.Add($"<li>{line}</li>");
        }

        return missing is { Count: > 0 } ? new HtmlText().Add($"<ul class=\"missing\">{list}</ul>") : list;
    }

    private static HtmlText Links(string id, bool hasRecording)
    {
        var path = $"/api/v1/calls/{Uri.EscapeDataString(id)}";
        var recording = hasRecording ? new HtmlText().Add($" <a href=\"{path}/recording\">Recording</a>") : null;
        return new HtmlText().Add($"<p class=\"links\"><a href=\"{path}\">Everything</a>{recording} <code>{id}</code></p>");
    }

    private static string Said(string? words) => string.IsNullOrWhiteSpace(words) ? "\u2026" : words;

    private static string Services(string category, IReadOnlyList<string> services) =>
        services.Count == 0 ? (category == "UNKNOWN" ? "not known yet" : category) : string.Join(" + ", services);

    private static string Clock(string time) => time.Length == 20 ? time[11..19] + " UTC" : time;

    private static string Words(string? name) => name?.Replace('_', ' ') ?? "";

#pragma warning disable CA1308 // Class names are small letters.
    private static string Look(string word) => word.ToLowerInvariant();
#pragma warning restore CA1308
}
