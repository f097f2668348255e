using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streams;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>A silo's heart: its grain classes with their activations, and what those share.</summary>
internal sealed partial class Engine : IDisposable
{
    private readonly ServiceLifetimes _lifetimes;

    private readonly ILogger<Engine> _logger;

    private volatile bool _mayActivate;

    private volatile bool _isStopped = true;

    public Engine(IServiceProvider services, ServiceLifetimes lifetimes, IOptions<GrainCollectionOptions> collection, IOptions<SiloMessagingOptions> messaging, ILogger<Engine> logger)
    {
        Services = services;
        _lifetimes = lifetimes;
        _logger = logger;
        CollectionOptions = collection.Value;
        MessagingOptions = messaging.Value;
        ActivationClock = Clock(TimeProviderNames.ActivationManagement);
        GrainClock = Clock(TimeProviderNames.Grains);
        GrainTimers = new TimerQueue(GrainClock);
        Waits = new ResponseWaits(
            Clock(TimeProviderNames.Messaging), Timeouts.Effective(MessagingOptions), MessagingOptions.WaitForCancellationAcknowledgement);
        Origin = new SiloOrigin(this, Waits);
        Classes = new GrainClassMap(this);
        Observers = new ObserverDirectory(this);
    }

    public IServiceProvider Services { get; }

    public GrainCollectionOptions CollectionOptions { get; }

    public SiloMessagingOptions MessagingOptions { get; }

    public GrainClassMap Classes { get; }

    public ObserverDirectory Observers { get; }

    /// <summary>Streams by name of their provider.</summary>
    public ConcurrentDictionary<string, StreamHub> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Where calls of this silo's own code come from.</summary>
    public CallOrigin Origin { get; }

    public ResponseWaits Waits { get; }

    public TimeProvider ActivationClock { get; }

    public TimeProvider GrainClock { get; }

    public TimerQueue GrainTimers { get; }

    public TimeSpan ActivationTimeout => CollectionOptions.ActivationTimeout;

    public TimeSpan DeactivationTimeout => CollectionOptions.DeactivationTimeout;

    public IGrainRuntime GrainRuntime => field ??= Services.GetRequiredService<IGrainRuntime>();

    public IPersistentStateFactory StateFactory => field ??= Services.GetRequiredService<IPersistentStateFactory>();

    public CallFilters Filters => field ??= Services.GetRequiredService<CallFilters>();

    /// <summary>Whether new activations may be made.</summary>
    public bool MayActivate => _mayActivate;

    /// <summary>Whether it was stopped for good, or has not started.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>Whether a service is a singleton, as far as can be told.</summary>
    public bool IsSingleton(Type type, object? key) => _lifetimes.IsSingleton(type, key);

    /// <summary>A clock registered under a key, else the silo's own.</summary>
    public TimeProvider Clock(string key)
        => Services.GetKeyedService<TimeProvider>(key) ?? Services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>A limit by the activations' clock.</summary>
    public StepDeadline StartDeadline(TimeSpan timeout, CancellationToken cancellationToken = default) => new(timeout, ActivationClock, cancellationToken);

    public void Start()
    {
        _isStopped = false;
        _mayActivate = true;
    }

    /// <summary>
    /// Ends all activations, letting turns in progress and <c>OnDeactivateAsync</c> finish; new ones are not made any more. When the token is cancelled
    /// it stops waiting; cancelled from the start, grains are not told at all.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _mayActivate = false;
        try
        {
            while (!cancellationToken.IsCancellationRequested && AllActivations() is { Count: > 0 } activations)
            {
                var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This process is terminating.");
                foreach (var activation in activations)
                {
                    activation.Deactivate(reason, cancellationToken);
                }

                await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            LogDrainCutShort(AllActivations().Count);
        }
    }

    /// <summary>Fails the calls that still wait.</summary>
    public void Stop()
    {
        _mayActivate = false;
        _isStopped = true;
        Waits.FailAll();
    }

    public List<Activation> AllActivations() => [.. Classes.Used.Append(Observers.Class).SelectMany(grainClass => grainClass.Activations)];

    public void Dispose()
    {
        Waits.Dispose();
        GrainTimers.Dispose();
    }
}
