using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>
/// One subscription and the items on their way to it, delivered one after the other. A delivery that fails is tried again for a minute,
/// then the observer is told and the item is dropped.
/// </summary>
internal sealed class StreamSubscriptionState
{
    private static readonly TimeSpan LongestTrying = TimeSpan.FromMinutes(1);

    private readonly Queue<StreamItem> _items = new();

    private readonly Engine _engine;

    private readonly StreamHub _hub;

    private readonly GrainClass? _class;

    private readonly string? _key;

    private readonly object? _host;

    private IStreamObserver? _hostObserver;

    private bool _isDelivering;

    private bool _hasEnded;

    /// <summary>A subscription of a grain.</summary>
    public StreamSubscriptionState(StreamHub hub, Engine engine, StreamId streamId, Guid id, GrainClass grainClass, string key, bool isImplicit)
    {
        _hub = hub;
        _engine = engine;
        StreamId = streamId;
        Id = id;
        _class = grainClass;
        _key = key;
        IsImplicit = isImplicit;
    }

    /// <summary>A subscription of a host.</summary>
    public StreamSubscriptionState(StreamHub hub, Engine engine, StreamId streamId, Guid id, object host)
    {
        _hub = hub;
        _engine = engine;
        StreamId = streamId;
        Id = id;
        _host = host;
    }

    public StreamId StreamId { get; }

    public Guid Id { get; }

    public bool IsImplicit { get; }

    public string ProviderName => _hub.Name;

    /// <summary>Whether it is the grain's of an activation or, without one, the host's.</summary>
    public bool Belongs(Activation? activation, object host)
        => activation is null ? ReferenceEquals(_host, host) : ReferenceEquals(_class, activation.Class) && _key == activation.Key;

    /// <summary>Sends further items to this observer; for a grain, as long as the running activation lives.</summary>
    public void Attach(IStreamObserver observer)
    {
        if (_class is null)
        {
            _hostObserver = observer;
            return;
        }

        var activation = RuntimeContext.Current as Activation;
        if (!Belongs(activation, this))
        {
            throw new InvalidOperationException("A grain's subscription can only be used by code of that grain.");
        }

        var observers = activation!.GetComponent<ActivationObservers>();
        if (observers is null)
        {
            activation.SetComponent(observers = new ActivationObservers());
        }

        observers.ById[Id] = observer;
    }

    public void Enqueue(StreamItem item)
    {
        lock (_items)
        {
            _items.Enqueue(item);
            if (_isDelivering)
            {
                return;
            }

            _isDelivering = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.DeliverAsync(), this, preferLocal: false);
    }

    /// <summary>Delivers nothing further.</summary>
    public void End() => _hasEnded = true;

    private async Task DeliverAsync()
    {
        while (TryTake() is { } item)
        {
            await DeliverAsync(item);
        }
    }

    private StreamItem? TryTake()
    {
        lock (_items)
        {
            if (!_hasEnded && !_engine.IsStopped && _items.TryDequeue(out var item))
            {
                return item;
            }

            _items.Clear();
            _isDelivering = false;
            return null;
        }
    }

    private async Task DeliverAsync(StreamItem item)
    {
        var start = _engine.GrainClock.GetTimestamp();
        for (var wait = TimeSpan.FromSeconds(1); !_hasEnded && !_engine.IsStopped; wait *= 2)
        {
            try
            {
                await (_class is null ? DeliverToHostAsync(item) : PostAsync(new StreamDelivery(this, item)));
                return;
            }
#pragma warning disable CA1031 // The subscriber's failure; it is tried again and told.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _engine.LogDeliveryFailed(exception, StreamId.ToString(), Id);
                if (_engine.GrainClock.GetElapsedTime(start) + wait > LongestTrying)
                {
                    await TellFailureAsync(exception);
                    return;
                }
            }

            await Task.Delay(wait, TimeProvider.System);
        }
    }

    private Task DeliverToHostAsync(StreamItem item) => _hostObserver?.OnNextAsync(item.Value, item.Token) ?? Task.CompletedTask;

    private async Task TellFailureAsync(Exception failure)
    {
        try
        {
            await (_class is null
                ? _hostObserver?.OnErrorAsync(failure) ?? Task.CompletedTask
                : PostAsync(new StreamDelivery(this, failure)));
        }
#pragma warning disable CA1031 // There is nobody left to tell.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _engine.LogDeliveryFailed(exception, StreamId.ToString(), Id);
        }
    }

    private Task<bool> PostAsync(StreamDelivery delivery)
    {
        delivery.PrepareAnswer();
        _class!.Post(_key!, delivery);
        return delivery.Answer;
    }
}
