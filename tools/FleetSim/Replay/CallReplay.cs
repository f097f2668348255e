using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Replay;

/// <summary>Places the call in the sandbox and watches it until its packet is there.</summary>
internal sealed class CallReplay(FleetApi api, ReplayScreen screen, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private const int MostUnplaced = 40;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private int _segments;
    private readonly HashSet<string> _gaps = [];

    /// <exception cref="ServerFailureException">The server did not take the call, or made no packet of it.</exception>
    public async Task RunAsync(ReplayOptions options, CancellationToken cancellationToken)
    {
        var placed = await api.PostAsync("/sandbox/calls", await BodyAsync(options, cancellationToken), cancellationToken);
        var (id, session) = ((string)placed["call_control_id"]!, (string)placed["call_session_id"]!);
        var length = TimeSpan.FromMilliseconds((long)placed["duration_ms"]!);
        screen.Event("caller", string.Create(CultureInfo.InvariantCulture, $"{options.From} calls, {length.TotalSeconds:0.0} s of sound{Conditions(options)}"));

        var packet = await screen.ShowAsync(show => WatchAsync(session, (length / options.Speed) + Patience, show, cancellationToken));

        var sent = await api.GetAsync($"/sandbox/calls/{Uri.EscapeDataString(id)}", cancellationToken);
        screen.Event("caller", $"hung up; {sent["frames"]} frames over {sent["connections"]} connection(s)");
        screen.Act($"The packet, from GET /api/v1/calls/{session}");
        screen.Plain(packet.ToJsonString(Readable));
    }

    private async Task<JsonObject> WatchAsync(string session, TimeSpan limit, Action<CallLook> show, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var path = $"/api/v1/calls/{Uri.EscapeDataString(session)}";
        CallLook? look = null;
        var unplaced = 0;
        while (clock.GetElapsedTime(start) < (look is null ? AnswerLimit : limit))
        {
            if (look is not null || await api.HasAsync(path, cancellationToken))
            {
                look = CallLook.Of(await api.GetAsync(path, cancellationToken));
                Tell(look);
                show(look);

                // The packet is there a moment before it has its place in the queue.
                if (look.Packet is { } packet && ((int)packet["ranking"]!["priority"]! > 0 || ++unplaced > MostUnplaced))
                {
                    return packet;
                }
            }

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }

        throw new ServerFailureException(look is null
            ? $"The server did not take the call within {AnswerLimit.TotalSeconds:0} s."
            : $"No packet within {limit.TotalSeconds:0} s; last seen: {ReplayScreen.Line(look)}, stream {look.Stream ?? "never opened"}.");
    }

    private void Tell(CallLook look)
    {
        if (look.Segments.Count < _segments)
        {
            // The pass over the whole recording has replaced what was heard live.
            screen.Event("recording", $"transcribed anew, {look.Segments.Count} piece(s)");
            _segments = 0;
        }

        foreach (var segment in look.Segments.Skip(_segments))
        {
            screen.Event("words", segment);
        }

        _segments = look.Segments.Count;
        foreach (var gap in look.Gaps.Where(_gaps.Add))
        {
            screen.Event("not heard", gap);
        }
    }

    private static async Task<JsonObject> BodyAsync(ReplayOptions options, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["from"] = options.From,
            ["audio"] = Convert.ToBase64String(await File.ReadAllBytesAsync(options.File.FullName, cancellationToken)),
            ["speed"] = options.Speed,
            ["loss"] = options.Loss,
            ["reorder"] = options.Reorder,
        };
        if (options.Codec is { } codec)
        {
            body["codec"] = codec;
        }

        if (options.Script is { } file)
        {
            body["script"] = await ScriptAsync(file, cancellationToken);
        }

        return body;
    }

    private static async Task<JsonNode> ScriptAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return (JsonNode.Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken)) as JsonObject)?["script"]?.DeepClone()
                ?? throw new ServerFailureException($"{file.Name} holds no \"script\".");
        }
        catch (JsonException broken)
        {
            throw new ServerFailureException($"{file.Name} is not JSON: {broken.Message}", broken);
        }
    }

    private static string Conditions(ReplayOptions options)
    {
        var conditions = new[]
        {
            options.Codec is { } codec ? $" as {codec}" : "",
            options.Speed > 1 ? string.Create(CultureInfo.InvariantCulture, $" at {options.Speed:0.#} times its speed") : "",
            options.Loss > 0 ? string.Create(CultureInfo.InvariantCulture, $", {options.Loss:0.#%} of the frames lost") : "",
            options.Reorder > 0 ? string.Create(CultureInfo.InvariantCulture, $", {options.Reorder:0.#%} late") : "",
            options.Script is null ? ", nobody knows its words" : "",
        };
        return string.Concat(conditions);
    }
}
