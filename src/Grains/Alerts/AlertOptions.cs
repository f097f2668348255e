namespace FleetActors.Alerts;

/// <summary>Settings of the alerts, section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Alerts";

    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    internal static readonly TimeSpan ShortestSweep = TimeSpan.FromSeconds(0.1);

    /// <summary>
    /// Whether inference is asked for advice on alerts whose severity a rule or a client gave. Default true. Reports without a severity always ask.
    /// </summary>
    public bool AskInference { get; set; } = true;

    /// <summary>
    /// After a restart: how long a text that may have left before is held back for its delivery report to arrive. Default 3 s, 0 to 60 s.
    /// </summary>
    public TimeSpan RestartHold { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often overdue alerts and devices are looked for in the index. Default 2 s, 0.1 s to 1 min.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(2);
}
