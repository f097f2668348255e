namespace FleetActors.Telephony;

/// <summary>Limits of the one door to the provider, settings <c>Outbound:*</c>.</summary>
public sealed class OutboundOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Outbound";

    /// <summary>Dials each second over time, 0.01 to 100,000. Default 30.</summary>
    public double DialsPerSecond { get; set; } = 30;

    /// <summary>Dials that may leave at once after a quiet time, 1 to 100,000. Default 10.</summary>
    public int DialBurst { get; set; } = 10;

    /// <summary>Messages each second over time, 0.01 to 100,000. Default 50, what a Telnyx account may send.</summary>
    public double MessagesPerSecond { get; set; } = 50;

    /// <summary>Messages that may leave at once after a quiet time, 1 to 100,000. Default 10.</summary>
    public int MessageBurst { get; set; } = 10;

    /// <summary>
    /// Requests without an answer yet, for each of dials, messages and commands on calls, so that none of them can hold up another;
    /// 1 to 10,000. Default 64.
    /// </summary>
    public int MaxInFlight { get; set; } = 64;

    /// <summary>Commands queued in all, 1 to 10,000,000. Default 100,000. More are refused, and their owners ask again.</summary>
    public int MaxQueued { get; set; } = 100_000;

    /// <summary>The longest pause the provider may impose with one answer, 0 to 1 h. Default 60 s.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A dial that first left longer ago than this is looked up before it is repeated, 0 to 60 s. Default 50 s: the provider ignores a repeated
    /// command for 60 s, and the repeat takes time to get there.
    /// </summary>
    public TimeSpan RepeatWindow { get; set; } = TimeSpan.FromSeconds(50);
}
