using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>
/// One grain in memory. It is its own task scheduler: all code of the grain, continuations of its awaits included, runs on it, one thread at a time.
/// The object is kept small, because a million of them may lie idle.
/// </summary>
internal sealed partial class Activation : TaskScheduler, IGrainContext
{
    private object? _instance;

    private ActivationExtras? _extras;

    private ActivationState _state;

    public Activation(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
    }

    public GrainClass Class { get; }

    public string Key { get; }

    public GrainId GrainId => new(Class.GrainType, IdSpan.Create(Key));

    public object? GrainInstance => _instance;

    public GrainReference GrainReference => new(Class.Engine.Origin, Class, Key);

    public IServiceProvider ActivationServices
    {
        get
        {
            lock (this)
            {
                return (Extras.Scope ??= Class.Engine.Services.CreateAsyncScope()).ServiceProvider;
            }
        }
    }

    public IGrainLifecycle ObservableLifecycle
    {
        get
        {
            lock (this)
            {
                return Extras.Lifecycle ??= new GrainLifecycle();
            }
        }
    }

    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                return _state == ActivationState.Invalid
                    ? Task.CompletedTask
                    : (Extras.Deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>The pool a stateless worker belongs to.</summary>
    public WorkerPool? Pool
    {
        get => _extras?.Pool;
        init => Extras.Pool = value;
    }

    private ActivationExtras Extras => _extras ??= new ActivationExtras();

    public TComponent? GetComponent<TComponent>()
        where TComponent : class
    {
        if (_instance is TComponent instance)
        {
            return instance;
        }

        lock (this)
        {
            return _extras?.Components is { } components && components.TryGetValue(typeof(TComponent), out var component) ? (TComponent)component : null;
        }
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        lock (this)
        {
            if (value is not null)
            {
                (Extras.Components ??= [])[typeof(TComponent)] = value;
            }
            else
            {
                _extras?.Components?.Remove(typeof(TComponent));
            }
        }
    }

    public void AddTimer(GrainTimer timer)
    {
        lock (this)
        {
            (Extras.Timers ??= []).Add(timer);
        }
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (this)
        {
            _extras?.Timers?.Remove(timer);
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[{GrainId} {_state}]";
}
