namespace FleetActors.OnCall;

/// <summary>What an incoming text message led to.</summary>
public enum ReplyOutcome
{
    /// <summary>Not set; never returned.</summary>
    Unknown = 0,

    /// <summary>It acknowledged or escalated an alert.</summary>
    Acted = 1,

    /// <summary>It named no open alert, or several fit; a help text was sent, at most one an hour.</summary>
    NotUnderstood = 2,

    /// <summary>A STOP or START word, which the provider answers itself; remembered on the number.</summary>
    OptOutChanged = 3,

    /// <summary>A message seen before; nothing was done.</summary>
    Duplicate = 4,
}

/// <summary>
/// One phone number that is paged (key: E.164): hands out reply codes that are unique among the number's unresolved alerts,
/// and understands what is texted back. Codes and opt-outs are answered while a text is being handled, so that an alert
/// that needs a code never waits for a reply that waits for that alert.
/// </summary>
[Alias("fleet.phone")]
public interface IPhoneGrain : IGrainWithStringKey
{
    /// <summary>
    /// A reply code (three digits, more when many alerts are open) for an alert on this number. The same alert gets the same code again.
    /// It becomes durable with the alert that stores it.
    /// </summary>
    [Alias("ReserveCode"), AlwaysInterleave]
    ValueTask<string> ReserveCodeAsync(string alertId);

    /// <summary>Whether texts may be sent to it (false after STOP).</summary>
    [Alias("AcceptsTexts"), AlwaysInterleave]
    ValueTask<bool> AcceptsTextsAsync();

    /// <summary>Handles a text from this number (<c>ACK 417</c>, <c>ESC 417</c>, <c>OK</c>, STOP ...); <paramref name="eventId"/> makes a repeat act once.</summary>
    [Alias("Receive")]
    Task<ReplyOutcome> ReceiveAsync(string eventId, string text);
}
