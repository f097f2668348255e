namespace FleetActors.Media;

/// <summary>What one media socket may take of this process.</summary>
internal sealed record MediaLimits
{
    /// <summary>Longest message, in bytes. Longer ones are passed over and counted. A second of wideband sound is under 50,000.</summary>
    public int MaxMessageBytes { get; init; } = 128 * 1024;

    /// <summary>Sound that goes to the call in one piece: each frame waits for the others of its piece.</summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Most frames of one piece, whatever their length.</summary>
    public int MaxBatchFrames { get; init; } = 64;

    /// <summary>
    /// Sound kept while the call cannot take it; the oldest goes when there is more. As long as a call to a grain may take: one that moves to another process must not cost a word.
    /// 240 KB of telephone sound for each socket whose call is away. With <see cref="Recall"/> it must be less than the 40 s that may wait for a call's recording.
    /// </summary>
    public TimeSpan Backlog { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most frames kept, whatever their length.</summary>
    public int MaxBacklogFrames { get; init; } = 2048;

    /// <summary>
    /// Sound kept after the call took it, for its next place: a process that dies has it in memory until a second of the recording is whole and written. 16 KB of telephone sound for each socket.
    /// </summary>
    public TimeSpan Recall { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a socket may be open without saying what it carries, and how long the other side has to answer a close.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the call may take over one batch before it is handed over again: a silo that died answers nothing, and the sound must find the call's new place
    /// before the <see cref="Backlog"/> is full. A batch that arrives twice is heard once.
    /// </summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>First and longest pause between tries to reach a call that cannot be reached.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc cref="Retry"/>
    public TimeSpan MaxRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the last sound of a closed socket is tried to be handed over.</summary>
    public TimeSpan LastWords { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tokens looked up at once.</summary>
    public int MaxChecks { get; init; } = 64;

    /// <summary>Sockets without a call at once.</summary>
    public int MaxTrials { get; init; } = 16;
}
