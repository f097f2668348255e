namespace Orleans.Runtime;

/// <summary>Keys under which a clock of its own can be registered for parts of a silo; parts without one use the silo's <see cref="TimeProvider"/>.</summary>
public static class TimeProviderNames
{
    /// <summary>Idle collection and activation timeouts.</summary>
    public const string ActivationManagement = "Orleans.ActivationManagement";

    /// <summary>The grain directory.</summary>
    public const string GrainDirectory = "Orleans.GrainDirectory";

    /// <summary>Grain timers.</summary>
    public const string Grains = "Orleans.Grains";

    /// <summary>Cluster membership.</summary>
    public const string Membership = "Orleans.Membership";

    /// <summary>Response timeouts.</summary>
    public const string Messaging = "Orleans.Messaging";

    /// <summary>Everything else.</summary>
    public const string SystemTimers = "Orleans.SystemTimers";
}
