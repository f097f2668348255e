namespace Orleans.Providers;

/// <summary>Well-known provider names.</summary>
public static class ProviderConstants
{
    /// <summary>Provider of states that name none.</summary>
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";

    /// <summary>Provider of stream subscriptions; the stand-in keeps those in memory and asks no provider.</summary>
    public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";

    /// <summary>Provider of event logs; the stand-in has none.</summary>
    public const string DEFAULT_LOG_CONSISTENCY_PROVIDER_NAME = "Default";
}
