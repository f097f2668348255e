namespace FleetActors.Alerts;

/// <summary>When an alert has something to do of itself.</summary>
internal static class AlertDue
{
    /// <summary>
    /// How long an owed effect may be on its way before the sweep reminds its alert of it. Longer than any one command takes,
    /// so that a reminder is rare while all is well.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The earliest moment at which the alert has to act: policy step, snooze end, a leg given up, an effect to send again. Null: never.</summary>
    public static DateTimeOffset? WakeAt(AlertState state)
    {
        var wake = Earlier(state.Escalation.DueAt, state.SnoozedUntil);
        foreach (var attempt in state.Attempts)
        {
            wake = attempt.IsOpen ? Earlier(wake, attempt.Deadline) : wake;
        }

        foreach (var effect in state.Owed)
        {
            wake = Earlier(wake, effect.NotBefore ?? effect.OwedAt + Lease);
        }

        return wake;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second < first ? second : first;
}
