namespace Orleans.Runtime;

/// <summary>A reference to a grain. Subclasses that carry a grain interface are made at run time.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly CallOrigin _origin;

    private readonly string _key;

    private GrainClass _class;

    // The activation found last; it may be gone, then the next call looks again.
    private Activation? _activation;

    internal GrainReference(CallOrigin origin, GrainClass grainClass, string key)
    {
        _origin = origin;
        _class = grainClass;
        _key = key;
    }

    /// <summary>Identity of the grain.</summary>
    public GrainId GrainId => new(_class.GrainType, IdSpan.Create(_key));

    /// <summary>Name of the interface this reference carries.</summary>
    public virtual string InterfaceName => nameof(IAddressable);

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2)
        => reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    /// <summary>A reference of another interface to the same grain.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable
        => (TGrainInterface)CastTo(typeof(TGrainInterface));

    /// <summary>A hash that is the same everywhere.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <summary>References to the same grain are equal, whatever their interface.</summary>
    public bool Equals(GrainReference? other)
        => other is not null && string.Equals(_key, other._key, StringComparison.Ordinal) && _class.GrainType == other._class.GrainType;

    public override bool Equals(object? obj) => obj is GrainReference other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_class.GrainType, _key);

    public sealed override string ToString() => $"GrainReference:{GrainId}";

    internal object CastTo(Type interfaceType)
        => interfaceType.IsInstanceOfType(this) ? this : GrainProxies.Of(interfaceType)(_origin, _class, _key);

    internal Task SendTask(TaskCall call) => Dispatch(call) ? call.Immediate : call.Answer;

    internal Task<TResult> SendTaskOf<TResult>(TaskCall<TResult> call) => Dispatch(call) ? call.Immediate : call.Answer;

    internal ValueTask SendValueTask(ValueTaskCall call) => Dispatch(call) ? call.Immediate : new ValueTask(call.Answer);

    internal ValueTask<TResult> SendValueTaskOf<TResult>(ValueTaskCall<TResult> call)
        => Dispatch(call) ? call.Immediate : new ValueTask<TResult>(call.Answer);

    internal IAsyncEnumerable<TItem> SendEnumeration<TItem>(EnumerationRequest<TItem> request) => new RemoteEnumerable<TItem>(this, request);

    /// <summary>Sends a call nobody waits for. It never runs on the caller's stack: the caller must not be held up by it.</summary>
    internal void SendUnanswered(UnansweredCall call)
    {
        call.Context = RequestContext.Current;
        Post(call);
    }

    /// <summary>Sends a call without a response timeout.</summary>
    internal void SendUntimed(GrainCall call)
    {
        call.Context = RequestContext.Current;
        call.PrepareAnswer();
        Post(call);
    }

    /// <summary>True: the call has run on this stack to its end.</summary>
    private bool Dispatch(GrainCall call)
    {
        if (call.Method.HasCancellation && call.GetCancellation() is { IsCancellationRequested: true } canceled)
        {
            call.PrepareAnswer();
            call.Fail(new OperationCanceledException(canceled));
            return false;
        }

        call.Context = RequestContext.Current;
        var activation = _activation ??= _class.Find(_key);
        if (activation is null || !activation.TryRunInline(call, out var ended))
        {
            call.PrepareAnswer();
            Post(call);
        }
        else if (ended)
        {
            return true;
        }

        if (!call.IsAnswered)
        {
            _origin.Waits.Add(call);
        }

        return false;
    }

    private void Post(GrainCall call)
    {
        if (_activation is { } activation && activation.TryPost(call))
        {
            return;
        }

        try
        {
            if (_class.Engine.IsStopped)
            {
                // The silo was started anew; its classes are others.
                _class = _origin.Engine.Classes.Find(_class.GrainType);
            }

            _activation = _class.Post(_key, call);
        }
        catch (SiloUnavailableException exception)
        {
            call.Fail(exception);
        }
    }
}
