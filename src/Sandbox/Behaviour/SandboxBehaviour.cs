using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace FleetActors.Sandbox;

/// <summary>
/// What goes wrong and how phones behave: the body of <c>PUT /sandbox/behaviour</c> (names in snake_case). A PUT replaces the whole;
/// what is left out has its default. Random draws come from one generator seeded with <see cref="Seed"/> at every PUT.
/// </summary>
public sealed record SandboxBehaviour
{
    /// <summary>Nothing goes wrong and every phone waits for somebody to act.</summary>
    public static SandboxBehaviour None { get; } = new();

    /// <summary>Start of the random numbers. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Pause before every Telnyx command is executed, in ms (0 to 600,000). Default 0.</summary>
    public int DelayMs { get; init; }

    /// <summary>Faults of API requests; for each request the first that matches and has not been used up strikes.</summary>
    public ImmutableArray<RequestFault> Faults { get; init; } = [];

    /// <summary>Faults of webhook delivery.</summary>
    public WebhookFaults Webhooks { get; init; } = new();

    /// <summary>Faults of the inference endpoints.</summary>
    public InferenceFaults Ai { get; init; } = new();

    /// <summary>Faults of the recogniser.</summary>
    public SpeechFaults Speech { get; init; } = new();

    /// <summary>Limits whose excess is refused.</summary>
    public RequestLimits Limits { get; init; } = new();

    /// <summary>Scripts by number.</summary>
    public ImmutableDictionary<string, NumberScript> Numbers { get; init; } = ImmutableDictionary<string, NumberScript>.Empty;

    /// <summary>The script of every number that has none in <see cref="Numbers"/>. Default: <see cref="SandboxOptions.DefaultNumber"/>.</summary>
    public NumberScript? DefaultNumber { get; init; }
}

/// <summary>A fault of API requests: an error instead of the command, a pause before it, or its answer lost after it.</summary>
public sealed record RequestFault
{
    /// <summary>
    /// Path after <c>/v2</c> that it strikes, <c>*</c> standing for any characters: <c>/calls</c>, <c>/calls/*/actions/speak</c>, <c>/messages</c>.
    /// Default: every path except inference.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>HTTP status to refuse with (400 to 599); the command is not executed. Default: none.</summary>
    public int? Status { get; init; }

    /// <summary>Telnyx error code of the refusal. Default by status: 429 10011, 401 10009, 403 90041, 404 10005, 5xx 10007, else 10015.</summary>
    public string? Code { get; init; }

    /// <summary>The command is executed and the connection broken instead of answered.</summary>
    public bool LostAnswer { get; init; }

    /// <summary>Pause before the command, in ms (0 to 600,000). Default 0.</summary>
    public int DelayMs { get; init; }

    /// <summary>Strikes the next n matching requests, then never again. Default: no such limit.</summary>
    public int? Next { get; init; }

    /// <summary>Strikes with this probability, 0 to 1. Default 1.</summary>
    public double Rate { get; init; } = 1;
}

/// <summary>Faults of webhook delivery; rates are probabilities per event, 0 to 1, default 0.</summary>
public sealed record WebhookFaults
{
    /// <summary>The event is delivered twice.</summary>
    public double DuplicateRate { get; init; }

    /// <summary>The event is held back by <see cref="ReorderMs"/>, so that later ones overtake it.</summary>
    public double ReorderRate { get; init; }

    /// <summary>How long a reordered event is held back, in ms. Default 200.</summary>
    public int ReorderMs { get; init; } = 200;

    /// <summary>The first attempt gets lost on the way; the retry, with its own pause, gets through.</summary>
    public double DropRate { get; init; }

    /// <summary>Pause before every event, in ms. Default 0.</summary>
    public int DelayMs { get; init; }
}

/// <summary>How the inference endpoints answer.</summary>
public sealed record InferenceFaults
{
    /// <summary>What kind of answer. Default <see cref="InferenceMode.Ok"/>.</summary>
    public InferenceMode Mode { get; init; }

    /// <summary>Status of <see cref="InferenceMode.Fail"/>. Default 500.</summary>
    public int Status { get; init; } = 500;

    /// <summary>Pause before the answer, in ms. Default 0, with <see cref="InferenceMode.Slow"/> 10,000.</summary>
    public int? DelayMs { get; init; }

    /// <summary>Only the next n requests, then all is well again. Default: no such limit.</summary>
    public int? Next { get; init; }
}

/// <summary>Kinds of inference answers, good and bad.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<InferenceMode>))]
public enum InferenceMode
{
    /// <summary>The plain JSON object asked for.</summary>
    Ok = 0,

    /// <summary>An HTTP error.</summary>
    Fail,

    /// <summary>The right answer, late.</summary>
    Slow,

    /// <summary>The object inside a Markdown code fence.</summary>
    Fenced,

    /// <summary>The object cut off in the middle, as if out of tokens.</summary>
    Truncated,

    /// <summary>JSON, but an array.</summary>
    Array,

    /// <summary>A sentence, no JSON.</summary>
    Text,

    /// <summary>Thoughts before the object.</summary>
    Thinking,
}

/// <summary>Limits; null means none.</summary>
public sealed record RequestLimits
{
    /// <summary>Requests of any kind per second; more get 429.</summary>
    public int? CommandsPerSecond { get; init; }

    /// <summary>Dials per second; more get 429.</summary>
    public int? CallsPerSecond { get; init; }

    /// <summary>Messages per second; more get 429.</summary>
    public int? MessagesPerSecond { get; init; }

    /// <summary>Live outbound calls at once; more are refused with 403 and code 90041.</summary>
    public int? ConcurrentCalls { get; init; }
}
