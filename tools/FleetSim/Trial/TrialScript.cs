using System.Globalization;
using System.Text.Json.Nodes;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Trial;

/// <summary>
/// Who is paged for what in a trial. Most reports are worth one text. Every fourth is worth a text and a call to somebody who never picks up and, after
/// <see cref="AckTimeout"/>, a text and a call to somebody who answers and presses 1.
/// </summary>
internal static class TrialScript
{
    public const string Fleet = "trial";

    /// <summary>Gets texts.</summary>
    public const string Reader = "+15550108001";

    /// <summary>Never picks up.</summary>
    public const string Deaf = "+15550108002";

    /// <summary>Picks up and presses 1.</summary>
    public const string Helper = "+15550108003";

    private const string TextPolicy = "trial-text";
    private const string CallPolicy = "trial-call";
    private const int CallEvery = 4;

    /// <summary>How long the first person has.</summary>
    public static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The dedup key of the report of that number; it stands in the text of every page.</summary>
    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"trial-{number:000000}");

    /// <summary>Whether a report is one of those that are worth a call.</summary>
    public static bool IsCalled(string key) => int.Parse(key.AsSpan(key.LastIndexOf('-') + 1), CultureInfo.InvariantCulture) % CallEvery == 0;

    /// <summary>The report with that key.</summary>
    public static JsonObject Report(string key) => new()
    {
        ["dedup_key"] = key,
        ["fleet_id"] = Fleet,
        ["severity"] = IsCalled(key) ? "medium" : "low",
        ["category"] = "trial",
        ["summary"] = $"{key} needs somebody.",
    };

    /// <summary>Every page that a report leads to, with the time after it at which it is due.</summary>
    public static IReadOnlyList<DuePage> PagesOf(string key) => IsCalled(key)
        ?
        [
            new(PageKind.Text, Deaf, TimeSpan.Zero),
            new(PageKind.Call, Deaf, TimeSpan.Zero),
            new(PageKind.Text, Helper, AckTimeout),
            new(PageKind.Call, Helper, AckTimeout),
        ]
        : [new(PageKind.Text, Reader, TimeSpan.Zero)];

    /// <summary>Puts the policies and the fleet on the server and tells the phones how to behave.</summary>
    public static async Task PrepareAsync(FleetApi server, FleetApi sandbox, CancellationToken cancellationToken)
    {
        await PutPolicyAsync(server, TextPolicy, [Step(Reader, TimeSpan.FromHours(1), "sms")], cancellationToken);
        await PutPolicyAsync(server, CallPolicy, [Step(Deaf, AckTimeout, "sms", "call"), Step(Helper, TimeSpan.FromMinutes(30), "sms", "call")], cancellationToken);
        await server.PutAsync(
            $"/api/v1/fleets/{Fleet}",
            new JsonObject { ["policies"] = new JsonObject { ["low"] = TextPolicy, ["medium"] = CallPolicy, ["critical"] = CallPolicy } },
            cancellationToken);
        await sandbox.PutAsync(
            "/sandbox/behaviour",
            new JsonObject { ["numbers"] = new JsonObject { [Helper] = new JsonObject { ["answer_after_ms"] = 500, ["press"] = "1", ["press_after_ms"] = 300 } } },
            cancellationToken);
    }

    private static JsonObject Step(string target, TimeSpan ackTimeout, params string[] channels) => new()
    {
        ["targets"] = new JsonArray(target),
        ["channels"] = new JsonArray([.. channels.Select(channel => (JsonNode)channel)]),
        ["ack_timeout_seconds"] = ackTimeout.TotalSeconds,
    };

    private static Task<JsonObject> PutPolicyAsync(FleetApi server, string id, JsonArray steps, CancellationToken cancellationToken) => server.PutAsync(
        $"/api/v1/policies/{id}", new JsonObject { ["action"] = "Trial", ["steps"] = steps, ["rounds"] = 1, ["slow_interval_seconds"] = 86_400 }, cancellationToken);
}

/// <summary>How somebody is paged.</summary>
internal enum PageKind
{
    Text,
    Call,
}

/// <summary>A page that a report must lead to.</summary>
/// <param name="After">When it is due, counted from the moment the alert opened.</param>
internal sealed record DuePage(PageKind Kind, string To, TimeSpan After);
