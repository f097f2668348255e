namespace FleetActors.Deepgram.Streaming;

/// <summary>Audio on its way from the call to the recogniser; safe for one writer and any number of readers.</summary>
internal sealed class SpeechFeed(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AudioBacklog _backlog = new(capacity);
    private readonly SemaphoreSlim _news = new(0, 1);
    private bool _finished;

    /// <summary>What is here now.</summary>
    public FeedState State
    {
        get
        {
            lock (_gate)
            {
                return new FeedState(_backlog.Tail, _backlog.Head, _finished);
            }
        }
    }

    /// <summary>Takes audio; after <see cref="Finish"/> it is ignored.</summary>
    public void Append(ReadOnlySpan<byte> audio)
    {
        lock (_gate)
        {
            if (_finished || audio.IsEmpty)
            {
                return;
            }

            _backlog.Append(audio);
        }

        Tell();
    }

    public void Finish()
    {
        lock (_gate)
        {
            _finished = true;
        }

        Tell();
    }

    public void Release(long position)
    {
        lock (_gate)
        {
            _backlog.Release(position);
        }
    }

    /// <summary>Copies audio from a position on, or from the oldest that is left if that is later; says from where and how much.</summary>
    public (long From, int Count) Read(long position, Span<byte> target)
    {
        lock (_gate)
        {
            var from = Math.Max(position, _backlog.Tail);
            return (from, _backlog.Read(from, target));
        }
    }

    /// <summary>Completes when something came or the time is over; may complete early.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _news.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    /// <summary>Completes when something came; may complete early.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _news.WaitAsync(cancellationToken);

    public void Dispose() => _news.Dispose();

    private void Tell()
    {
        // One waiting piece of news says as much as two.
        try
        {
            if (_news.CurrentCount == 0)
            {
                _news.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Somebody else told it in between.
        }
        catch (ObjectDisposedException)
        {
            // The session is over.
        }
    }
}

/// <param name="Tail">Position of the oldest audio here.</param>
/// <param name="Head">Position behind the newest.</param>
/// <param name="IsFinished">Nothing more comes.</param>
internal readonly record struct FeedState(long Tail, long Head, bool IsFinished);
