using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>One call told step by step, with the clock in the teller's hand.</summary>
internal sealed class CallStory
{
    public const string Id = "session-1";
    public const string Leg = "v3:caller";
    public const string Caller = "+15551234567";
    public const string Dispatcher = "+15550100002";
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly CallRules Rules = new(
        Greets: true,
        Streams: true,
        ProviderTranscribes: false,
        AnswerDelay: TimeSpan.Zero,
        StreamTries: 3,
        SilenceLimit: TimeSpan.FromMinutes(2),
        JoinLimit: TimeSpan.FromSeconds(45));

    private int _eventNumber;

    public CallState State { get; private set; } = new();

    public DateTimeOffset Now { get; private set; } = Start;

    public CallDecision Last { get; private set; } = new(new CallState(), [], null);

    public CallRules With { get; init; } = Rules;

    public IEnumerable<string> Owed => State.Owed.Select(effect => effect.Id);

    public static CallStory Announced(CallRules? rules = null)
    {
        var story = new CallStory { With = rules ?? Rules };
        return story.Event(InboundCallEventKind.Initiated);
    }

    public static CallStory Active(CallRules? rules = null) => Announced(rules).Accept("answer").Event(InboundCallEventKind.Answered).Accept("greet");

    public static CallStory Streaming(CallRules? rules = null) => Active(rules).Open("stream-1");

    public CallStory Tell(CallCommand command)
    {
        Last = CallDecider.Decide(State, command, With, Now);
        State = Last.State;
        return this;
    }

    public CallStory Event(
        InboundCallEventKind kind, string? detail = null, string? legId = null, string? leg = Leg, string? eventId = null, DateTimeOffset? at = null) =>
        Tell(new TakeEvent(Id, Heard(kind, detail, legId, leg, eventId, at), "hash-1"));

    public InboundCallEvent Heard(
        InboundCallEventKind kind, string? detail = null, string? legId = null, string? leg = Leg, string? eventId = null, DateTimeOffset? at = null) => new(
        eventId ?? $"event-{++_eventNumber}",
        kind,
        at ?? Now,
        legId,
        leg,
        kind == InboundCallEventKind.Initiated && legId is null ? Caller : null,
        kind == InboundCallEventKind.Initiated && legId is null ? "+15550100100" : null,
        kind == InboundCallEventKind.Initiated ? Start.AddMilliseconds(123.456) : null,
        detail,
        null,
        kind == InboundCallEventKind.RecordingSaved ? "https://provider.example/recording.wav" : null,
        null);

    public CallStory Accept(string effectId, string? id = null) => Answer(effectId, TelephonyResult.Accepted(id));

    public CallStory Answer(string effectId, TelephonyResult result) => Tell(new CommandReturned(effectId, result, Now));

    public CallStory Open(string streamId, string? unsupported = null) => Tell(new OpenStream(streamId, "PCMU 8000 Hz", unsupported));

    public CallStory Close(string streamId, string reason = "stop") => Tell(new EndStream(new StreamClose(streamId, reason, 0)));

    public CallStory Wait(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public CallStory Finish() => Tell(new WorkedUp(new CallFindings(State.Heard, [])));
}
