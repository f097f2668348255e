using System.Collections.Immutable;
using FleetActors.Telephony;

namespace FleetActors.Alerts;

/// <summary>
/// One alert (key: alert id, see <see cref="AlertId"/>): classification, escalation, attempts, owed effects, timeline.
/// Every answer is given after the state it speaks of is durable. An id that was never opened answers null or <see cref="ActionOutcome.NotFound"/>.
/// </summary>
[Alias("fleet.alert")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Opens the alert and starts its policy. A repeat with the same id answers as the first did.</summary>
    [Alias("Open")]
    Task<RaiseResult> OpenAsync(RaiseAlert request);

    /// <summary>
    /// The same trouble again: counts it, upgrades the severity when it is worse, pages nobody otherwise. Null when the alert is resolved or unknown.
    /// </summary>
    [Alias("Repeat")]
    Task<RaiseResult?> RepeatAsync(RaiseAlert request);

    /// <summary>The whole alert with timeline, or null.</summary>
    [Alias("Get")]
    Task<AlertView?> GetAsync();

    /// <summary>Who will be paged when and why, if nobody acts; empty when nothing more is due.</summary>
    [Alias("Plan")]
    Task<ImmutableArray<PlannedPage>> PlanAsync();

    /// <summary>A human answers for it. Final: no page leaves afterwards. A repeat changes nothing and succeeds.</summary>
    [Alias("Acknowledge")]
    Task<ActionResult> AcknowledgeAsync(OperatorAction action);

    /// <summary>Goes to the policy's next step now.</summary>
    [Alias("Escalate")]
    Task<ActionResult> EscalateAsync(OperatorAction action);

    /// <summary>Pauses paging until <paramref name="until"/>; then the policy starts over.</summary>
    [Alias("Snooze")]
    Task<ActionResult> SnoozeAsync(OperatorAction action, DateTimeOffset until);

    /// <summary>Ends it. A repeat changes nothing and succeeds.</summary>
    [Alias("Resolve")]
    Task<ActionResult> ResolveAsync(OperatorAction action);

    /// <summary>Adds a note to the timeline.</summary>
    [Alias("Note")]
    Task<ActionResult> AddNoteAsync(OperatorAction action);

    /// <summary>An emergency call belongs to it: told in the timeline, once for each call. False for an alert that was never opened.</summary>
    [Alias("LinkCall")]
    Task<bool> LinkCallAsync(CallLink link);

    /// <summary>The rule that raised it has cleared: resolves it and tells those who were paged.</summary>
    [Alias("RuleCleared")]
    Task<ActionResult> ClearAsync(string rule, string detail);

    /// <summary>A webhook of one of its legs. Repeats, any order, and unknown legs are normal.</summary>
    [Alias("CallEvent")]
    Task<CallEventReply> OnCallEventAsync(CallEvent callEvent);

    /// <summary>A delivery report of one of its messages.</summary>
    [Alias("MessageReport")]
    Task OnMessageReportAsync(MessageReport report);

    /// <summary>The result of a command it owed. Repeats and results of effects no longer owed change nothing.</summary>
    /// <param name="sentAt">When the command left, for the provider's 60 s window.</param>
    [Alias("CommandResult")]
    Task OnCommandResultAsync(string effectId, TelephonyResult result, DateTimeOffset sentAt);

    /// <summary>Inference's answer to the question the alert owed. A repeat changes nothing.</summary>
    [Alias("Classified")]
    Task OnClassifiedAsync(ClassificationAdvice advice);

    /// <summary>A hint that something may be due: re-reads its state and does what is. Late and double hints change nothing.</summary>
    [Alias("Wake")]
    Task WakeAsync();
}
