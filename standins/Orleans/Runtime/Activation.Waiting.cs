namespace Orleans.Runtime;

/// <summary>The line of calls that wait, and which of them may run when.</summary>
internal sealed partial class Activation
{
    private GrainCall? _firstWaiting;

    private GrainCall? _lastWaiting;

    private int _waiting;

    // Spares looking through a long queue for a call that could run beside the blocking one.
    private int _waitingThatMayInterleave;

    public void EnterReentrantSection(Guid id)
    {
        lock (this)
        {
            var sections = Extras.ReentrantSections ??= [];
            sections[id] = sections.GetValueOrDefault(id) + 1;
        }
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (this)
        {
            if (_extras?.ReentrantSections is { } sections && sections.TryGetValue(id, out var count))
            {
                if (count > 1)
                {
                    sections[id] = count - 1;
                }
                else
                {
                    sections.Remove(id);
                }
            }
        }
    }

    private GrainCall? TakeCall()
    {
        if (_running > 0 && _blocking is not null && _waitingThatMayInterleave == 0)
        {
            return null;
        }

        GrainCall? before = null;
        for (var call = _firstWaiting; call is not null; call = call.Next)
        {
            if (_state != ActivationState.Valid && !(call.IsLocal && _state == ActivationState.Deactivating))
            {
                return null;
            }

            // Nobody waits for it any more: it must not run.
            if (call.IsAnswered)
            {
                Unlink(before, call);
                continue;
            }

            if (MayRun(call))
            {
                Unlink(before, call);
                Admit(call);
                return call;
            }

            before = call;
        }

        if (_running == 0 && _state == ActivationState.Valid && Pool?.TryTake() is { } pooled)
        {
            pooled.Activation = this;
            Admit(pooled);
            return pooled;
        }

        return null;
    }

    private bool MayRun(GrainCall call)
        => _running == 0
            || _blocking is null
            || call.IsAlwaysInterleave
            || Class.IsReentrant
            || (_blocking.Method.IsReadOnly && call.Method.IsReadOnly)
            || (call.Context is not null && IsReentrantChain(call.Context))
            || (Class.MayInterleave is { } mayInterleave && (mayInterleave(_instance, call) || mayInterleave(_instance, _blocking)));

    private bool IsReentrantChain(Dictionary<string, object> context)
        => _extras?.ReentrantSections is { } sections && context.TryGetValue(RequestContext.ReentrancyKey, out var id) && sections.ContainsKey((Guid)id);

    private bool CouldInterleave(GrainCall call)
        => call.IsAlwaysInterleave || call.Method.IsReadOnly || call.Context is not null || Class.IsReentrant || Class.MayInterleave is not null;

    private void Append(GrainCall call)
    {
        call.Next = null;
        if (_lastWaiting is null)
        {
            _firstWaiting = call;
        }
        else
        {
            _lastWaiting.Next = call;
        }

        _lastWaiting = call;
        _waiting++;
        _waitingThatMayInterleave += CouldInterleave(call) ? 1 : 0;
    }

    private void Unlink(GrainCall? before, GrainCall call)
    {
        if (before is null)
        {
            _firstWaiting = call.Next;
        }
        else
        {
            before.Next = call.Next;
        }

        if (ReferenceEquals(_lastWaiting, call))
        {
            _lastWaiting = before;
        }

        _waiting--;
        _waitingThatMayInterleave -= CouldInterleave(call) ? 1 : 0;
    }
}
