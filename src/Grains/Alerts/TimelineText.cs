using System.Globalization;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>The timeline in words. Numbers are masked: a timeline is read by many.</summary>
internal static class TimelineText
{
    public static TimelineEntryView View(TimelineEntry entry, AlertState state) =>
        new(entry.Sequence, entry.At, AlertEventKinds.Of(entry.Event), entry.Actor, Describe(entry.Event, state));

    public static string Because(PageReason why) => why switch
    {
        PageReason.Opened => "the alert opened",
        PageReason.Unanswered => "nobody answered",
        PageReason.RepeatDue => "every step went unanswered",
        PageReason.SlowRepeatDue => "still open after the policy was used up",
        PageReason.Escalated => "a person asked for it",
        PageReason.SeverityRaised => "it became more severe",
        PageReason.SnoozeOver => "the snooze is over",
        PageReason.NobodyToReach => "the step before reached nobody",
        _ => "unknown",
    };

    private static string Describe(AlertEvent e, AlertState state) => e switch
    {
        AlertOpened x => $"Opened as {Word(x.Classification.Severity)} by {x.Classification.By}; policy '{x.Policy.Id}'.",
        SeverityRaised x => $"Severity raised from {Word(x.From)} to {Word(x.To)}: {x.Why}",
        Classified x => x.Classification.RecommendedAction is { } advice ? $"Inference advises: {advice}" : "Inference answered.",
        Noted x => x.Text,
        StepStarted x => string.Create(CultureInfo.InvariantCulture, $"Round {x.Round}, step {x.Step + 1}: {Because(x.Why)}. Goes on at {x.DueAt:u}."),
        PolicyExhausted x => string.Create(CultureInfo.InvariantCulture, $"Policy used up: {x.Why} Pages again at {x.RepagesAt:u}."),
        Acknowledged x => $"Acknowledged by {x.By} ({x.Via}){After(x.Note)}",
        Snoozed x => string.Create(CultureInfo.InvariantCulture, $"Snoozed by {x.By} until {x.Until:u}{After(x.Note)}"),
        SnoozeEnded => "The snooze is over.",
        Resolved x => $"Resolved by {x.By} ({x.Via}){After(x.Note)}",
        AttemptStarted x => Started(x),
        ConferenceClosed => "The conference is over.",
        StepCutShort x => $"Goes on at once: {x.Why}.",
        CallLinked x => $"Emergency call {x.CallId} with {x.With}: {x.Because}.",
        CommandDone x => $"{Effect(x.EffectId, state)}: accepted.",
        CommandDelayed x => string.Create(CultureInfo.InvariantCulture, $"{Effect(x.EffectId, state)}: {x.Reason}; again at {x.RetryAt:u}."),
        CommandRefused x => $"{Effect(x.EffectId, state)}: {x.Reason}{Code(x.Code)}.",
        AttemptEvent x => OfAttempt(x, state.FindAttempt(x.AttemptId)),
        UnknownEvent => "Written by a newer release; this one does not know what it means.",
        _ => "",
    };

    private static string OfAttempt(AttemptEvent e, Attempt? attempt)
    {
        var who = attempt is null ? e.AttemptId : Who(attempt.Recipient);
        return e switch
        {
            AttemptFailed x => $"{Word(attempt)} to {who} failed: {x.Reason}{Code(x.Code)}.",
            AttemptWithdrawn => $"{Word(attempt)} to {who} withdrawn before it left.",
            MessageSent => $"Text to {who} sent.",
            MessageReported x => $"Text to {who}: {x.Status}{(x.Error is null ? "" : ", " + x.Error)}.",
            CallPlaced => $"Calling {who}.",
            CallAnswered => $"{who} picked up.",
            CallbackConnected x => $"The call with {who} is emergency call {x.CallId}.",
            MachineAnswered => $"A machine answered for {who}: not reached.",
            HumanAnswered => $"The provider heard a human at {who}.",
            PromptStarted => $"Briefing {who}.",
            DigitsPressed x => $"{who} pressed {x.Digits}.",
            VoicemailStarted => $"Leaving a message for {who}.",
            FarewellStarted x => $"To {who}: {x.Text}",
            LegReleased x => $"Hanging up on {who}: {x.Why}.",
            CallEnded x => $"Call with {who} over: {x.Cause}.",
            ConferenceWished => $"{who} wants into the conference.",
            ConferenceRequested => $"Opening the conference with {who}.",
            ConferenceOpened => $"Conference open; {who} is in it.",
            ConferenceFailed x => $"The conference could not be opened with {who}: {x.Reason}.",
            ConferenceJoinRequested => $"{who} is joining the conference.",
            ConferenceJoined => $"{who} is in the conference.",
            ConferenceLeft => $"{who} left the conference.",
            _ => who,
        };
    }

    private static string Started(AttemptStarted x)
    {
        var who = Who(x.Recipient);
        return x switch
        {
            { Purpose: AttemptPurpose.Recovery } => $"Telling {who} that it is over.",
            { Channel: Channel.Sms } => $"Texting {who}{(x.ReplyCode is null ? "" : ", reply code " + x.ReplyCode)}.",
            { Channel: Channel.Conference } => $"Dialling {who} for the conference.",
            { Channel: Channel.Callback } => $"Calling {who} back.",
            _ => $"Dialling {who}.",
        };
    }

    private static string Word(Attempt? attempt) => attempt is { IsLeg: true } ? "Call" : "Text";

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Who(Recipient recipient) => $"{recipient.Name} {E164.Mask(recipient.Number)}";

    /// <summary>The effect is settled and gone from the state by now, so its identity must tell what it was.</summary>
    private static string Effect(string id, AlertState state)
    {
        if (id == OwedEffect.ClassifyId)
        {
            return "Inference";
        }

        var attempt = state.FindAttempt(id[..Math.Max(id.IndexOf('.', StringComparison.Ordinal), 0)]);
        return attempt is null ? id : $"{OwedEffect.WordFor(id)} for {Who(attempt.Recipient)}";
    }

    private static string Code(string? code) => code is null ? "" : $" ({code})";

    private static string After(string? note) => note is null ? "." : $": {note}";
}
