namespace FleetActors.Calls;

/// <summary>Says what a call means.</summary>
internal interface ICallJudge
{
    /// <summary>At once and without anybody's help; for live calls.</summary>
    TriageView Judge(JudgedCall call);

    /// <summary>
    /// As well as can be had, for the packet; bounded in time by itself. Never less urgent than <see cref="Judge"/> of the same call. Throws only cancellation.
    /// </summary>
    Task<TriageView> JudgeFinallyAsync(JudgedCall call, CancellationToken cancellationToken);
}

/// <summary>What a judgement rests on.</summary>
/// <param name="Transcript">Words that stand; while the call runs also those that may still change.</param>
/// <param name="HasEnded">The call is over; only then can silence mean something.</param>
/// <param name="WasAnswered">False: the caller hung up, or was lost, while it rang.</param>
/// <param name="TalkSeconds">From answer to end; 0 when not answered.</param>
/// <param name="WasLost">No hang-up ever came.</param>
/// <param name="WasHeard">Somebody listened: a recogniser or the provider's transcription gave something, or there was a recogniser and silence.</param>
internal sealed record JudgedCall(
    string CallId,
    string Transcript,
    CallSignals Signals,
    bool HasEnded,
    bool WasAnswered,
    double TalkSeconds,
    bool WasLost,
    bool WasHeard);
