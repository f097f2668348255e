using FleetActors.OnCall;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>Something an alert is asked to decide on. Time and everything looked up come with it as data.</summary>
internal abstract record AlertCommand;

/// <summary>Open it.</summary>
/// <param name="Remark">Something about the report worth telling in the timeline, or null.</param>
/// <param name="AsksInference">Whether inference is still to be asked for advice.</param>
internal sealed record Open(
    string AlertId,
    RaiseAlert Report,
    Classification Classification,
    EscalationPolicy Policy,
    string? Remark,
    bool AsksInference,
    PageBook Book) : AlertCommand;

/// <summary>The same trouble again; <paramref name="UpgradedPolicy"/> is that of the report's severity when it is worse.</summary>
internal sealed record Repeat(RaiseAlert Report, EscalationPolicy? UpgradedPolicy, PageBook Book) : AlertCommand;

/// <summary>Inference answered; <paramref name="UpgradedPolicy"/> is that of its severity when it is worse.</summary>
internal sealed record Advise(ClassificationAdvice Advice, EscalationPolicy? UpgradedPolicy, PageBook Book) : AlertCommand;

/// <summary>A human answers for it.</summary>
internal sealed record Acknowledge(OperatorAction Action) : AlertCommand;

/// <summary>The next step, now.</summary>
internal sealed record Escalate(OperatorAction Action, PageBook Book) : AlertCommand;

/// <summary>Pause paging.</summary>
internal sealed record Snooze(OperatorAction Action, DateTimeOffset Until) : AlertCommand;

/// <summary>End it. <paramref name="TellsPaged"/>: those who were paged are told.</summary>
internal sealed record Resolve(OperatorAction Action, bool TellsPaged) : AlertCommand;

/// <summary>A remark.</summary>
internal sealed record AddNote(OperatorAction Action) : AlertCommand;

/// <summary>An emergency call belongs to it.</summary>
internal sealed record LinkCall(CallLink Link) : AlertCommand;

/// <summary>A webhook of one of its legs.</summary>
internal sealed record LegEvent(CallEvent Event, PageBook Book) : AlertCommand;

/// <summary>A delivery report of one of its messages.</summary>
internal sealed record DeliveryReport(MessageReport Report) : AlertCommand;

/// <summary>The result of an owed command, sent at <paramref name="SentAt"/>.</summary>
internal sealed record CommandResult(string EffectId, TelephonyResult Result, DateTimeOffset SentAt) : AlertCommand;

/// <summary>Look whether something is due.</summary>
/// <param name="Book">Null when no step was due at the time of asking, so that nobody was looked up: then no step begins, though one may have come due since.</param>
internal sealed record Tick(PageBook? Book) : AlertCommand;
