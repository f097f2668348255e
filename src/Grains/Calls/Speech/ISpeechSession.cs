namespace FleetActors.Calls;

/// <summary>One call's connection to a recogniser. Disposing drops what is still owed; <see cref="FinishAsync"/> waits for it.</summary>
public interface ISpeechSession : IAsyncDisposable
{
    /// <summary>
    /// Takes the next audio, in order, without gaps, in the encoding of <see cref="SpeechStart"/>; an empty span does nothing. Copies it and returns at
    /// once. While the recogniser is away or too slow a bounded amount is kept; what falls out is told as a <see cref="SpeechGap"/>.
    /// Audio that comes after <see cref="FinishAsync"/> is ignored.
    /// </summary>
    void Send(ReadOnlySpan<byte> audio);

    /// <summary>
    /// Says that no more audio comes and completes when everything has been delivered, <see cref="SpeechEnded"/> last. Takes a few seconds at most; safe
    /// to call twice. Do not await it in a grain turn if the sink's deliveries need a turn of the same grain: wait for <see cref="SpeechEnded"/> instead.
    /// </summary>
    Task FinishAsync(CancellationToken cancellationToken);
}
