namespace FleetActors.Calls;

/// <summary>
/// The caller's media stream: opened, lost, tried again. When it cannot be had, the provider records and transcribes instead, so that a call that nobody can
/// stream is still heard.
/// </summary>
internal static class Streams
{
    // A stream that stops mostly stops because the caller hung up, and that is told a moment later.
    private static readonly TimeSpan AfterStop = TimeSpan.FromSeconds(2);

    /// <summary>A stream with a good token says what it carries; the newest one is listened to.</summary>
    public static void Opened(CallTurn turn, OpenStream open)
    {
        if (!turn.State.IsLive)
        {
            return;
        }

        // Sound can only come from an answered call; the webhook that says so may be late or lost.
        CallerEvents.Answered(turn);
        turn.Emit(new SignOfLife());
        if (open.UnsupportedBecause is { } reason)
        {
            turn.Emit(new StreamChanged(turn.State.Stream with { Word = $"failed: {reason}", IsOpen = false }));
            turn.Note("stream refused", $"The stream cannot be decoded: {reason}.");
            LetTheProviderHear(turn);
            return;
        }

        var again = turn.State.Stream.Id is not null;
        turn.Emit(new StreamChanged(turn.State.Stream with { Id = open.StreamId, Word = $"open: {open.FormatText}", IsOpen = true }));
        turn.Settle(CallEffects.IdFor(CallEffectKind.Stream, null));
        turn.Note("stream", again ? $"The stream is back ({open.FormatText})." : $"Listening ({open.FormatText}).");
    }

    /// <summary>The socket is gone or said stop.</summary>
    public static void Closed(CallTurn turn, StreamClose close)
    {
        if (close.GarbageFrames > 0)
        {
            turn.Note("garbage", $"{close.GarbageFrames} frames of the stream could not be read.");
        }

        if (turn.State.Stream is { IsOpen: true } stream && stream.Id == close.StreamId)
        {
            Lost(turn, $"closed: {close.Reason}", AfterStop);
        }
        else if (!turn.State.IsLive && turn.State.Stream.Id == close.StreamId)
        {
            Endings.HeardOut(turn);
        }
    }

    /// <summary>The provider says that the stream has stopped; which one it does not say.</summary>
    public static void Stopped(CallTurn turn)
    {
        if (turn.State.Stream is { Word: not null, IsOpen: false })
        {
            turn.Note("stream", "The provider has stopped the stream.");
        }
    }

    /// <summary>The provider could not open the socket.</summary>
    public static void Failed(CallTurn turn, string reason)
    {
        if (turn.State is { IsLive: true, Stream.IsOpen: false })
        {
            Lost(turn, $"failed: {reason}", TimeSpan.FromSeconds(1 << Math.Min(turn.State.Stream.Failures, 5)));
        }
    }

    /// <summary>Nobody streams: let the provider record and transcribe.</summary>
    public static void LetTheProviderHear(CallTurn turn)
    {
        turn.Owe(CallEffectKind.Record);
        turn.Owe(CallEffectKind.Transcribe);
    }

    private static void Lost(CallTurn turn, string word, TimeSpan pause)
    {
        var failures = turn.State.Stream.Failures + 1;
        turn.Emit(new StreamChanged(turn.State.Stream with { Word = word, IsOpen = false, Failures = failures }));
        turn.Note("stream", $"The stream is {word}.");
        if (!turn.State.IsLive || !turn.Rules.Streams)
        {
            return;
        }

        if (failures < turn.Rules.StreamTries)
        {
            turn.Owe(CallEffectKind.Stream, delay: pause);
        }
        else
        {
            turn.Note("stream given up", $"No stream after {failures} tries; the provider records and transcribes instead.");
            LetTheProviderHear(turn);
        }
    }
}
