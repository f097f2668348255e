namespace Orleans.Runtime;

/// <summary>
/// Calls whose callers wait, with the time at which they stop waiting. Calls that end on the caller's stack never come here.
/// </summary>
internal sealed class ResponseWaits : IDisposable
{
    private static readonly TimeSpan LongestSweep = TimeSpan.FromSeconds(1);

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new Stripe())];

    private readonly TimeProvider _clock;

    private readonly TimeSpan _timeout;

    private readonly bool _waitForAcknowledgement;

    private readonly ITimer _sweeper;

    public ResponseWaits(TimeProvider clock, TimeSpan timeout, bool waitForAcknowledgement)
    {
        _clock = clock;
        _timeout = timeout;
        _waitForAcknowledgement = waitForAcknowledgement;
        var period = timeout / 4 < LongestSweep ? timeout / 4 : LongestSweep;
        _sweeper = clock.CreateTimer(static state => ((ResponseWaits)state!).Sweep(), this, period, period);
    }

    /// <summary>Has the call fail when its time is over or its caller cancels it.</summary>
    public void Add(GrainCall call)
    {
        var timeout = call.Method.ResponseTimeout ?? _timeout;
        var stripe = _stripes[(uint)Environment.CurrentManagedThreadId % (uint)_stripes.Length];
        var node = new Node(stripe, call, timeout, _clock.GetTimestamp());
        call.Wait = node;
        stripe.Add(node);
        if (call.Method.HasCancellation && !_waitForAcknowledgement)
        {
            node.CancelWith(call.GetCancellation());
        }

        if (call.IsAnswered)
        {
            node.Remove();
        }
    }

    /// <summary>Has all calls fail, because the host stops.</summary>
    public void FailAll()
    {
        foreach (var node in _stripes.SelectMany(stripe => stripe.Snapshot()))
        {
            node.Call.Fail(CallFailures.Stopping(node.Call));
        }
    }

    public void Dispose() => _sweeper.Dispose();

    private void Sweep()
    {
        foreach (var stripe in _stripes)
        {
            foreach (var node in stripe.Snapshot(node => _clock.GetElapsedTime(node.Since) >= node.Timeout))
            {
                node.Call.Fail(CallFailures.Timeout(node.Call, node.Timeout));
            }
        }
    }

    /// <summary>One waiting call.</summary>
    internal sealed class Node(Stripe stripe, GrainCall call, TimeSpan timeout, long since)
    {
        private CancellationTokenRegistration _cancellation;

        private bool _removed;

        public GrainCall Call { get; } = call;

        public TimeSpan Timeout { get; } = timeout;

        public long Since { get; } = since;

        public Node? Previous { get; set; }

        public Node? Next { get; set; }

        public void CancelWith(CancellationToken cancellationToken)
        {
            if (cancellationToken.CanBeCanceled)
            {
                _cancellation = cancellationToken.UnsafeRegister(
                    static (state, token) => ((GrainCall)state!).Fail(new OperationCanceledException(token)), Call);
            }
        }

        /// <summary>The call is answered. Twice is harmless.</summary>
        public void Remove()
        {
            _cancellation.Unregister();
            lock (stripe)
            {
                if (!_removed)
                {
                    _removed = true;
                    stripe.Unlink(this);
                }
            }
        }
    }

    /// <summary>Some of the waiting calls; there are several, so that threads seldom meet at one lock.</summary>
    internal sealed class Stripe
    {
        private Node? _first;

        public void Add(Node node)
        {
            lock (this)
            {
                node.Next = _first;
                if (_first is not null)
                {
                    _first.Previous = node;
                }

                _first = node;
            }
        }

        /// <summary>Takes a node out. Call it with the lock held.</summary>
        public void Unlink(Node node)
        {
            if (node.Previous is null)
            {
                _first = node.Next;
            }
            else
            {
                node.Previous.Next = node.Next;
            }

            if (node.Next is not null)
            {
                node.Next.Previous = node.Previous;
            }
        }

        public List<Node> Snapshot(Func<Node, bool>? condition = null)
        {
            var nodes = new List<Node>();
            lock (this)
            {
                for (var node = _first; node is not null; node = node.Next)
                {
                    if (condition is null || condition(node))
                    {
                        nodes.Add(node);
                    }
                }
            }

            return nodes;
        }
    }
}
