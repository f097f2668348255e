using System.Collections.Immutable;
using FleetActors.Devices;
using FleetActors.OnCall;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>One alert told step by step, with the clock in the teller's hand.</summary>
internal sealed class Story
{
    public const string OnCall = "+15550100001";
    public const string Dispatcher = "+15550100002";
    public const string Button = "+15550100777";
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly string Id = AlertId.New(Start);

    private int _eventNumber;

    public AlertState State { get; private set; } = new();

    public DateTimeOffset Now { get; private set; } = Start;

    public ImmutableArray<TimelineEntry> Last { get; private set; } = [];

    public Decision Decision { get; private set; } = new(new AlertState(), [], null, CallEventReply.EventReceived);

    public static PageBook Book { get; } = new(
        new Roster([new RosterEntry("on-call", "On call", [OnCall]), new RosterEntry("dispatcher", "Dispatcher", [Dispatcher])]),
        ImmutableDictionary<string, string>.Empty.Add(OnCall, "417").Add(Dispatcher, "512"),
        []);

    /// <summary>As <see cref="Book"/>, of an alert whose device has a phone.</summary>
    public static PageBook ButtonBook { get; } = Book with { Device = new DevicePhone("Button 7", Button) };

    /// <summary>Who is behind the targets whenever this story decides.</summary>
    public PageBook With { get; private init; } = Book;

    public static RaiseAlert Report(Severity severity = Severity.Medium, string? rule = null) =>
        new("truck-7/temperature", "truck-7", "default", rule, severity, null, null, "It is 91 degrees.", null, """{"value":91.5}""");

    public static Story Opened(string policy, Severity severity = Severity.Medium) => Opened(BuiltInPolicies.Find(policy)!, severity);

    public static Story Opened(EscalationPolicy policy, Severity severity = Severity.Medium, PageBook? book = null)
    {
        var story = new Story { With = book ?? Book };
        var report = Report(severity);
        return story.Tell(new Open(Id, report, Classifying.Given(report), policy, null, false, book ?? Book));
    }

    public Story Tell(AlertCommand command)
    {
        Decision = AlertDecider.Decide(State, command, Now);
        State = Decision.State;
        Last = Decision.Entries;
        return this;
    }

    public Story After(TimeSpan time)
    {
        Now += time;
        return Tell(new Tick(With));
    }

    public Story Wait(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public Story Result(string effectId, TelephonyResult result) => Tell(new CommandResult(effectId, result, Now));

    public Story Accept(string effectId, string? id = null) => Result(effectId, TelephonyResult.Accepted(id));

    /// <summary>The provider takes everything owed, once.</summary>
    public Story AcceptAll()
    {
        foreach (var effect in State.Owed)
        {
            Accept(effect.Id, IdFor(effect));
        }

        return this;
    }

    public Story Event(CallEventKind kind, string attemptId, string? digits = null, string? detail = null, AnsweredBy by = AnsweredBy.Unknown, string? conference = null, string? eventId = null) =>
        Tell(new LegEvent(
            new CallEvent(
                eventId ?? $"e{++_eventNumber}", kind, Now, "leg-" + attemptId, attemptId, State.FindAttempt(attemptId)?.Prompt ?? 0, digits, detail, by, conference, "session-" + attemptId),
            With));

    /// <summary>The phone of the attempt rings and is picked up.</summary>
    public Story PickUp(string attemptId)
    {
        if (State.FindOwed(attemptId + ".dial") is not null)
        {
            Accept(attemptId + ".dial", "leg-" + attemptId);
        }

        return Event(CallEventKind.Answered, attemptId);
    }

    public Story Press(string attemptId, string digits) => Event(CallEventKind.GatherEnded, attemptId, digits, "valid");

    public Story HangUp(string attemptId, string cause = "normal_clearing") => Event(CallEventKind.Hangup, attemptId, detail: cause);

    public Attempt Attempt(string id) => State.FindAttempt(id) ?? throw new InvalidOperationException($"No attempt {id}.");

    public IEnumerable<string> Owed => State.Owed.Select(effect => effect.Id);

    public static string IdFor(OwedEffect effect) => effect.Kind switch
    {
        EffectKind.Dial => "leg-" + effect.AttemptId,
        EffectKind.CreateConference => "conf-" + effect.AttemptId,
        _ => "msg-" + effect.AttemptId,
    };
}
