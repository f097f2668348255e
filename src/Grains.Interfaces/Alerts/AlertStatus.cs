namespace FleetActors.Alerts;

/// <summary>Where an alert stands in its life.</summary>
public enum AlertStatus
{
    /// <summary>Not set; never stored.</summary>
    Unknown = 0,

    /// <summary>Recorded, its first page not begun.</summary>
    Open = 1,

    /// <summary>Its escalation policy is running.</summary>
    Paging = 2,

    /// <summary>A human answered for it. Final for paging: nothing pages for it any more.</summary>
    Acknowledged = 3,

    /// <summary>Over.</summary>
    Resolved = 4,

    /// <summary>Paging paused until a time.</summary>
    Snoozed = 5,

    /// <summary>Recorded without paging (maintenance, storm member), with the reason.</summary>
    Suppressed = 6,

    /// <summary>The policy is used up; stays open and re-pages at the policy's slow interval.</summary>
    Exhausted = 7,
}
