using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>What only some activations need, or only at their end; kept apart so that idle activations stay small.</summary>
internal sealed class ActivationExtras
{
    public DeactivationReason Reason { get; set; }

    public CancellationToken DeactivationCancellation { get; set; }

    /// <summary>Whether <c>OnActivateAsync</c> had succeeded when the end was asked for.</summary>
    public bool WasValid { get; set; }

    /// <summary>Whether the end has begun to run.</summary>
    public bool IsEnding { get; set; }

    public TaskCompletionSource? Deactivated { get; set; }

    public HashSet<GrainTimer>? Timers { get; set; }

    public Dictionary<Type, object>? Components { get; set; }

    public AsyncServiceScope? Scope { get; set; }

    public GrainLifecycle? Lifecycle { get; set; }

    public WorkerPool? Pool { get; set; }

    public Dictionary<Guid, int>? ReentrantSections { get; set; }

    /// <summary>Not collected as idle before this time of the engine's clock.</summary>
    public DateTimeOffset KeepAliveUntil { get; set; }
}
