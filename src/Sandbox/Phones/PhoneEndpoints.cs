using System.Globalization;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>The phones over HTTP: look at them, and do what their owners would.</summary>
internal static class PhoneEndpoints
{
    private const int LongestText = 1600;
    private const int DefaultPage = 200;
    private const int LargestPage = 1000;

    public static void MapPhones(this IEndpointRouteBuilder endpoints, TelnyxSandbox sandbox)
    {
        var phones = endpoints.MapGroup("/sandbox/phones");
        var exchange = sandbox.Exchange;
        phones.MapGet("", (HttpRequest request) => List(exchange, request));
        phones.MapGet("/{number}", (string number) => Get(exchange, number));
        phones.MapPost("/{number}/answer", Act(exchange, Answer, CallerEndpoints.Longest)).WithMetadata(new BodyLimit(CallerEndpoints.Longest));
        phones.MapPost("/{number}/decline", Act(exchange, static (actions, number, body) => actions.Decline(number, CallId(body))));
        phones.MapPost("/{number}/voicemail", Act(exchange, static (actions, number, body) => actions.Voicemail(number, CallId(body))));
        phones.MapPost("/{number}/hangup", Act(exchange, static (actions, number, body) => actions.Hangup(number, CallId(body))));
        phones.MapPost("/{number}/press", Act(exchange, Press));
        phones.MapPost("/{number}/sms", Act(exchange, Sms));
        phones.MapPost("/{number}/call", Act(exchange, Call));
    }

    /// <summary>Phones with the latest change first; <c>since</c> leaves out those unchanged after that version of the same instance.</summary>
    private static IResult List(Exchange exchange, HttpRequest request)
    {
        if (!TryRead(request, "since", 0, long.MaxValue, 0, out var since) || !TryRead(request, "limit", 1, LargestPage, DefaultPage, out var limit))
        {
            return SandboxProblem.Of(StatusCodes.Status422UnprocessableEntity, $"'since' must be 0 or more, 'limit' 1 to {LargestPage}.");
        }

        return SandboxJson.Result(exchange.World.Enter(() => new JsonObject
        {
            ["instance"] = exchange.Phones.Instance,
            ["at"] = Identifiers.Iso(exchange.World.Now),
            ["version"] = exchange.Phones.Version,
            ["total"] = exchange.Phones.Count,
            ["phones"] = new JsonArray([.. exchange.Phones.ChangedSince(since).Take((int)limit).Select(PhoneJson.Of)]),
        }));
    }

    private static IResult Get(Exchange exchange, string number) => PhoneNumber.IsDialable(number)
        ? SandboxJson.Result(exchange.World.Enter(() => exchange.Phones.Find(number) is { } phone ? PhoneJson.Of(phone) : PhoneJson.Empty(number)))
        : BadNumber();

    private static PhoneOutcome Answer(PhoneActions actions, string number, RequestFields body)
    {
        var (callId, voice) = (CallId(body), CallerVoice.Read(body));
        return body.Errors.Count == 0
            ? actions.Answer(number, callId, voice)
            : PhoneOutcome.Invalid(string.Join(' ', body.Errors.Select(static error => error.Detail)));
    }

    private static PhoneOutcome Press(PhoneActions actions, string number, RequestFields body)
    {
        var digits = body.Text("digits");
        return Keypad.IsValid(digits)
            ? actions.Press(number, CallId(body), digits!)
            : PhoneOutcome.Invalid("'digits' must be 1 to 64 of 0-9, *, #, A-D.");
    }

    private static PhoneOutcome Sms(PhoneActions actions, string number, RequestFields body)
    {
        var text = body.Text("text");
        var to = body.Text("to");
        return string.IsNullOrWhiteSpace(text) || text.Length > LongestText ? PhoneOutcome.Invalid($"'text' must have 1 to {LongestText} characters.")
            : to is not null && !PhoneNumber.IsE164(to) ? PhoneOutcome.Invalid("'to' must be an E.164 number such as +13125550001.")
            : actions.Sms(number, text, to);
    }

    private static PhoneOutcome Call(PhoneActions actions, string number, RequestFields body)
    {
        var to = body.Text("to");
        return PhoneNumber.IsE164(to) ? actions.Call(number, to!) : PhoneOutcome.Invalid("'to' must be an E.164 number such as +13125550001.");
    }

    /// <summary>With several calls on a phone a body may name the one meant.</summary>
    private static string? CallId(RequestFields body) => body.Text("call_control_id");

    private static Func<HttpRequest, string, Task<IResult>> Act(Exchange exchange, Func<PhoneActions, string, RequestFields, PhoneOutcome> act, int longest = JsonBody.Longest) =>
        async (request, number) =>
        {
            if (!PhoneNumber.IsDialable(number))
            {
                return BadNumber();
            }

            if (await JsonBody.ReadAsync(request, longest) is not { } bytes)
            {
                return SandboxProblem.Of(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {longest} bytes.");
            }

            var body = JsonBody.Parse(bytes, out var problem);
            return problem is null
                ? exchange.World.Enter(() => Result(act(exchange.PhoneActions, number, new RequestFields(body))))
                : SandboxProblem.Of(StatusCodes.Status400BadRequest, problem);
        };

    private static IResult Result(PhoneOutcome outcome) =>
        outcome.Phone is { } phone ? SandboxJson.Result(PhoneJson.Of(phone)) : SandboxProblem.Of(outcome.Status, outcome.Problem!);

    private static IResult BadNumber() =>
        SandboxProblem.Of(StatusCodes.Status422UnprocessableEntity, "The number must be E.164 such as +13125550001.");

    private static bool TryRead(HttpRequest request, string name, long from, long to, long absent, out long value)
    {
        value = absent;
        return request.Query[name].ToString() is not { Length: > 0 } text
            || (long.TryParse(text, CultureInfo.InvariantCulture, out value) && value >= from && value <= to);
    }
}
