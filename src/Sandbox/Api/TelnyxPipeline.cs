using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Sandbox;

/// <summary>
/// What every request of the API goes through: key, limits, faults, the command itself under the world's lock, the log, the answer.
/// </summary>
/// <param name="stopping">Ends pauses when the host stops. A caller that hangs up ends none: its command is executed all the same.</param>
internal sealed class TelnyxPipeline(SandboxOptions options, World world, FaultPlan faults, SandboxLog log, CancellationToken stopping)
{
    private const int SlowMs = 10_000;

    private static readonly TelnyxReply Unauthorized = TelnyxReply.Refuse(401, new TelnyxError(
        "10009", "Authentication failed", "The request needs 'Authorization: Bearer' with the sandbox's key."));

    private static readonly TelnyxReply TooLarge =
        TelnyxReply.Refuse(413, TelnyxError.BadRequest($"The body is longer than {JsonBody.Longest} bytes."));

    private readonly byte[] _key = Encoding.UTF8.GetBytes("Bearer " + options.ApiKey);

    /// <param name="name">Method and path with ids as <c>*</c>: what the log counts under.</param>
    public RequestDelegate Handle(string name, Func<TelnyxRequest, TelnyxReply> command) =>
        context => RunAsync(context, name, null, request => world.Enter(() => command(request)));

    /// <summary>Inference touches no calls and so stays outside the lock.</summary>
    public RequestDelegate HandleInference(string name) => context =>
    {
        var inference = faults.NextInference();
        return RunAsync(context, name, inference, request => ChatCompletions.Answer(request.Body, inference, world.Now));
    };

    private async Task RunAsync(HttpContext context, string name, InferenceFaults? inference, Func<TelnyxRequest, TelnyxReply> command)
    {
        var request = context.Request;
        var arrival = new Arrival(world.Now, request.Method, PathAfterVersion(request), await JsonBody.ReadAsync(request));
        if (arrival.Body is null || !IsAuthorized(request))
        {
            await FinishAsync(context, name, arrival, arrival.Body is null ? TooLarge : Unauthorized, null, null);
            return;
        }

        var fault = faults.NextRequest(arrival.Path);
        var window = CountLimits(arrival);
        await PauseAsync(fault, inference);
        var reply = Refusal(fault, window) ?? Execute(request, arrival.Body, command);
        await FinishAsync(context, name, arrival with { Fault = FaultName(fault, inference) }, reply, fault, window);
    }

    private static TelnyxReply Execute(HttpRequest request, byte[] body, Func<TelnyxRequest, TelnyxReply> command)
    {
        var json = JsonBody.Parse(body, out var problem);
        var route = request.RouteValues;
        return problem is null
            ? command(new TelnyxRequest(json, request.Query, (string?)route["id"] ?? "", (string?)route["action"] ?? "") { ApiAddress = ApiAddress(request) })
            : TelnyxReply.Refuse(400, TelnyxError.BadRequest(problem));
    }

    private async Task FinishAsync(HttpContext context, string name, Arrival arrival, TelnyxReply reply, RequestFault? fault, RateWindow? window)
    {
        var status = reply.Status.ToString(CultureInfo.InvariantCulture);
        var counted = reply.IsSuccess && !reply.Duplicate
            ? name.Replace("{action}", (string?)context.Request.RouteValues["action"], StringComparison.Ordinal)
            : null;
        log.Add(
            new LogEntry(
                arrival.At,
                arrival.Method,
                arrival.Path + context.Request.QueryString,
                LogEntry.Cut(arrival.Body),
                status,
                reply.Duplicate,
                arrival.Fault),
            counted);
        if (fault is { LostAnswer: true })
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = "application/json";
        response.ContentLength = reply.Body.Length;
        if (reply.Status == StatusCodes.Status429TooManyRequests || window is not null)
        {
            response.Headers["x-ratelimit-limit"] = (window?.Limit ?? 1).ToString(CultureInfo.InvariantCulture);
            response.Headers["x-ratelimit-remaining"] = (window?.Remaining ?? 0).ToString(CultureInfo.InvariantCulture);
            response.Headers["x-ratelimit-reset"] = "1";
        }

        await response.Body.WriteAsync(reply.Body);
    }

    private bool IsAuthorized(HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), _key);

    private RateWindow? CountLimits(Arrival arrival)
    {
        var limits = faults.Behaviour.Limits;
        var all = faults.Count("commands", limits.CommandsPerSecond);
        var own = (arrival.Method, arrival.Path) switch
        {
            ("POST", "/calls") => faults.Count("calls", limits.CallsPerSecond),
            ("POST", "/messages") => faults.Count("messages", limits.MessagesPerSecond),
            _ => null,
        };
        return all is { Exceeded: true } || own is null ? all : own;
    }

    private async Task PauseAsync(RequestFault? fault, InferenceFaults? inference)
    {
        var slow = inference is null ? 0 : inference.DelayMs ?? (inference.Mode == InferenceMode.Slow ? SlowMs : 0);
        var pause = faults.Behaviour.DelayMs + (fault?.DelayMs ?? 0) + slow;
        if (pause > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pause), world.Clock, stopping);
        }
    }

    private static TelnyxReply? Refusal(RequestFault? fault, RateWindow? window)
    {
        var status = window is { Exceeded: true } ? StatusCodes.Status429TooManyRequests : fault?.Status;
        if (status is not { } refused)
        {
            return null;
        }

        const string Injected = "Injected by the sandbox's behaviour.";
        var error = refused switch
        {
            401 => new TelnyxError("10009", "Authentication failed", Injected),
            403 => new TelnyxError("90041", "User termination channels limit exceeded", Injected),
            404 => new TelnyxError("10005", "Resource not found", Injected),
            429 => new TelnyxError("10011", "Too many requests", "You have exceeded the maximum number of allowed requests."),
            >= 500 => new TelnyxError("10007", "Unexpected error", Injected),
            _ => TelnyxError.BadRequest(Injected),
        };
        return TelnyxReply.Refuse(refused, error with { Code = fault?.Code ?? error.Code });
    }

    private static string? FaultName(RequestFault? fault, InferenceFaults? inference) => (fault, inference) switch
    {
        ({ LostAnswer: true }, _) => "lost_answer",
        ({ Status: not null }, _) => "error",
        ({ DelayMs: > 0 }, _) => "delay",
        (_, { Mode: not InferenceMode.Ok }) => inference.Mode.ToString().ToLowerInvariant(),
        _ => null,
    };

    private static string ApiAddress(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var version = path.IndexOf("/v2/", StringComparison.Ordinal);
        return $"{request.Scheme}://{request.Host}{request.PathBase}{(version < 0 ? "" : path[..version])}";
    }

    private static string PathAfterVersion(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var version = path.IndexOf("/v2/", StringComparison.Ordinal);
        return version < 0 ? path : path[(version + 3)..];
    }

    /// <summary>A request as it came; no body when it was too long.</summary>
    private sealed record Arrival(DateTimeOffset At, string Method, string Path, byte[]? Body, string? Fault = null);
}
