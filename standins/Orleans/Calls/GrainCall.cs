namespace Orleans.Runtime;

/// <summary>One call on its way: its arguments, the activation that runs it and the caller's wait for its end.</summary>
internal abstract class GrainCall(CallMethod method)
{
    private const int Open = 0;
    private const int Answered = 1;

    private int _answer = Open;

    /// <summary>The method called.</summary>
    public CallMethod Method { get; } = method;

    /// <summary>The activation that runs it.</summary>
    public Activation? Activation { get; set; }

    /// <summary>Next call that waits for the same activation.</summary>
    public GrainCall? Next { get; set; }

    /// <summary>Values that travel with the call; null for none.</summary>
    public Dictionary<string, object>? Context { get; set; }

    /// <summary>Place among the calls that wait for an answer.</summary>
    public ResponseWaits.Node? Wait { get; set; }

    /// <summary>Whether it has run to its end on the caller's stack.</summary>
    public bool HasEndedInline { get; set; }

    /// <summary>Whether it may run while others do.</summary>
    public virtual bool IsAlwaysInterleave => Method.IsAlwaysInterleave;

    /// <summary>Whether it belongs to this activation only and is dropped with it, not sent on to the next one.</summary>
    public virtual bool IsLocal => false;

    /// <summary>Whether running it counts as use of the activation.</summary>
    public virtual bool IsKeepAlive => true;

    /// <summary>Whether the caller no longer waits: answered, timed out or cancelled.</summary>
    public bool IsAnswered => Volatile.Read(ref _answer) == Answered;

    /// <summary>Number of arguments.</summary>
    public virtual int ArgumentCount => 0;

    /// <summary>An argument.</summary>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The cancellation argument, or none.</summary>
    public virtual CancellationToken GetCancellation() => CancellationToken.None;

    /// <summary>Runs the call on the activation's scheduler. True: it is over. False: <see cref="Runtime.Activation.OnCallFinished"/> will be told.</summary>
    public abstract bool Run(object instance);

    /// <summary>Answers with a failure, unless there is an answer.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Makes ready for an answer that comes later.</summary>
    public virtual void PrepareAnswer()
    {
    }

    /// <summary>Takes the right to answer; false if someone has it.</summary>
    protected bool TryAnswer()
    {
        if (Interlocked.Exchange(ref _answer, Answered) == Answered)
        {
            return false;
        }

        Wait?.Remove();
        return true;
    }

    /// <summary>Ends the run of a call whose method went on asynchronously.</summary>
    protected void Finish() => Activation!.OnCallFinished(this);

    public override string ToString() => $"{Method} to {Activation?.GrainId.ToString() ?? "no activation yet"}";
}
