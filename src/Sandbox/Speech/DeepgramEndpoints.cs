using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>Deepgram's <c>/v1/listen</c>: streams, and whole recordings.</summary>
internal static class DeepgramEndpoints
{
    private const int LongestRecording = 64 << 20;
    private const double UtterancePause = 0.8;

    /// <param name="prefix">What stands before <c>/v1</c>.</param>
    public static void MapDeepgram(this IEndpointRouteBuilder endpoints, string prefix, TelnyxSandbox sandbox, CancellationToken stopping)
    {
        var listen = endpoints.MapGroup(prefix + "/v1").ExcludeFromDescription().AllowAnonymous();

        // The host need not know of sockets for this.
        var streams = endpoints.CreateApplicationBuilder();
        streams.UseWebSockets();
        streams.Run(context => StreamAsync(sandbox, context, stopping));
        listen.MapGet("/listen", streams.Build());
        listen.MapPost("/listen", (HttpRequest request) => BatchAsync(sandbox, request)).WithMetadata(new BodyLimit(LongestRecording));
    }

    private static async Task StreamAsync(TelnyxSandbox sandbox, HttpContext context, CancellationToken stopping)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers["dg-request-id"] = Identifiers.NewId();
        var query = request.Query;
        var problem = SpeechDecoder.Problem(query["encoding"], query["sample_rate"]);
        if (Refusal(sandbox, request) is { } status || (problem is not null && (status = StatusCodes.Status400BadRequest) > 0))
        {
            response.StatusCode = status;
            response.Headers["dg-error"] = status == StatusCodes.Status400BadRequest ? problem ?? "Bad Request" : status == StatusCodes.Status401Unauthorized ? "INVALID_AUTH" : "UNAVAILABLE";
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var listener = new Listener(sandbox.Sounds);
        var settings = new RecognitionSettings(
            query["interim_results"] == "true",
            Milliseconds(query["endpointing"]) ?? 0.01,
            Milliseconds(query["utterance_end_ms"]),
            query["model"].ToString());
        var decoder = new SpeechDecoder(query["encoding"].ToString(), int.Parse(query["sample_rate"].ToString(), CultureInfo.InvariantCulture));
        var stream = new RecognitionStream(socket, decoder, listener, new Recognition(listener, settings), sandbox.Exchange.Faults, sandbox.Exchange.World.Clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await stream.RunAsync(over.Token);
    }

    private static async Task<IResult> BatchAsync(TelnyxSandbox sandbox, HttpRequest request)
    {
        if (Refusal(sandbox, request) is { } status)
        {
            return Error(status, new JsonObject
            {
                ["category"] = status == StatusCodes.Status401Unauthorized ? "INVALID_AUTH" : "UNAVAILABLE",
                ["message"] = status == StatusCodes.Status401Unauthorized ? "Invalid credentials." : "The sandbox's recogniser is down.",
                ["details"] = "",
                ["request_id"] = Identifiers.NewId(),
            });
        }

        if (await JsonBody.ReadAsync(request, LongestRecording) is not { } body || WavSound.Read(body, out _) is not var (samples, rate))
        {
            return Error(StatusCodes.Status400BadRequest, new JsonObject
            {
                ["err_code"] = "Bad Request",
                ["err_msg"] = "Bad Request: failed to process audio: corrupt or unsupported data",
                ["request_id"] = Identifiers.NewId(),
            });
        }

        var listener = new Listener(sandbox.Sounds);
        listener.Hear(MediaCodecs.ToRate(samples, rate, Listener.Rate));
        return SandboxJson.Result(Answer(listener, (double)samples.Length / rate));
    }

    private static JsonObject Answer(Listener listener, double duration)
    {
        var alternative = Recognition.Alternative([.. listener.Words]);
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["request_id"] = Identifiers.NewId(),
                ["sha256"] = "",
                ["created"] = "",
                ["duration"] = duration,
                ["channels"] = 1,
                ["models"] = new JsonArray(),
                ["model_info"] = new JsonObject(),
            },
            ["results"] = new JsonObject
            {
                ["channels"] = new JsonArray(new JsonObject { ["alternatives"] = new JsonArray(alternative) }),
                ["utterances"] = new JsonArray([.. Utterances(listener.Words)]),
            },
        };
    }

    private static IEnumerable<JsonObject> Utterances(IReadOnlyList<SpokenWord> words)
    {
        var from = 0;
        for (var i = 1; i <= words.Count; i++)
        {
            if (i < words.Count && words[i].Start - words[i - 1].End < UtterancePause)
            {
                continue;
            }

            var piece = words.Skip(from).Take(i - from).ToList();
            var utterance = Recognition.Alternative(piece);
            utterance["id"] = Identifiers.NewId();
            utterance["start"] = Math.Round(piece[0].Start, 3);
            utterance["end"] = Math.Round(piece[^1].End, 3);
            utterance["channel"] = 0;
            yield return utterance;
            from = i;
        }
    }

    private static int? Refusal(TelnyxSandbox sandbox, HttpRequest request)
    {
        var key = Encoding.UTF8.GetBytes("Token " + sandbox.Options.ApiKey);
        var given = Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(given, key) ? sandbox.Exchange.Faults.NextSpeechRefusal() : StatusCodes.Status401Unauthorized;
    }

    private static double? Milliseconds(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= 0 ? milliseconds / 1000d : null;

    private static IResult Error(int status, JsonObject body) => Results.Text(body.ToJsonString(), "application/json", Encoding.UTF8, status);
}
