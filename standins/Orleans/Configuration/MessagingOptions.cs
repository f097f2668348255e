namespace Orleans.Configuration;

/// <summary>Settings of calls that silos and clients share.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits before it gets <see cref="TimeoutException"/>. Default 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same while a debugger is attached. Default 30 minutes.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether a call that timed out also cancels its <see cref="CancellationToken"/> argument. Default false.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a caller that cancels waits for the grain's answer. Default false.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }

    /// <summary>Accepted; nothing is sent over a wire here.</summary>
    public int MaxMessageBodySize { get; set; } = 100 * 1024 * 1024;
}

/// <summary>Settings of calls made by grains.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How many calls may wait for one activation before further ones are turned away with <see cref="Runtime.LimitExceededException"/>. Default 0: no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary>The same for stateless workers. Default 0: no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }

    /// <summary>Accepted; only the hard limit acts here.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; }
}

/// <summary>Settings of calls made by clients.</summary>
public class ClientMessagingOptions : MessagingOptions;
