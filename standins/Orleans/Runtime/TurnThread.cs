namespace Orleans.Runtime;

/// <summary>What this thread is doing for activations.</summary>
internal sealed class TurnThread
{
    /// <summary>How deep turns may nest on one stack when grains call idle grains.</summary>
    private const int MaxDepth = 16;

    /// <summary>Every so many calls go through the thread pool, so that a loop of calls that all finish at once cannot keep others waiting for ever.</summary>
    private const int InlineRun = 128;

    [ThreadStatic]
    private static TurnThread? current;

    private int _depth;

    private int _run;

    public static TurnThread Current => current ??= new TurnThread();

    /// <summary>The activation whose code runs on this thread.</summary>
    public Activation? Activation { get; private set; }

    /// <summary>
    /// Whether a call may run its turn right here, on the caller's stack. Not under a synchronization context: the turn would inherit it,
    /// and its owner does not expect to run grain code.
    /// </summary>
    public bool MayRunInline()
    {
        if (_depth >= MaxDepth || SynchronizationContext.Current is not null)
        {
            return false;
        }

        if (++_run >= InlineRun)
        {
            _run = 0;
            return false;
        }

        return true;
    }

    /// <summary>Begins running code of an activation; gives what to hand to <see cref="Leave"/>.</summary>
    public Activation? Enter(Activation activation)
    {
        var previous = Activation;
        Activation = activation;
        _depth++;
        return previous;
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave(Activation? previous)
    {
        _depth--;
        Activation = previous;
    }
}
