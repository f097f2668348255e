namespace FleetActors.Health;

/// <summary>Counts the long-lived connections of this process: live feeds and media sockets.</summary>
internal sealed class ActiveSessions
{
    private long _count;

    /// <summary>How many are open now.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Counts one until the result is disposed.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _count);
        return new Session(this);
    }

    private sealed class Session(ActiveSessions owner) : IDisposable
    {
        private ActiveSessions? _owner = owner;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _owner, null) is { } counted)
            {
                Interlocked.Decrement(ref counted._count);
            }
        }
    }
}
