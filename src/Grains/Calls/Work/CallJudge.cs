namespace FleetActors.Calls;

/// <summary>
/// Phrases, voice and course of the call always, inference on top where there is one. It is asked once, after the hang-up: a live call is judged without it.
/// </summary>
internal sealed class CallJudge(IEnumerable<ITriage> inference) : ICallJudge
{
    private readonly ITriage? _inference = inference.LastOrDefault();

    public TriageView Judge(JudgedCall call)
    {
        var voice = VoiceMeasure.Of(CallViews.Audio(call.Signals));
        return call.HasEnded ? CallTriage.Final(call.Transcript, voice, Facts(call)) : CallTriage.Live(call.Transcript, voice);
    }

    public async Task<TriageView> JudgeFinallyAsync(JudgedCall call, CancellationToken cancellationToken)
    {
        var judged = Judge(call);
        return _inference is null || string.IsNullOrWhiteSpace(call.Transcript)
            ? judged
            : TriageMerge.Merge(judged, await _inference.AskAsync(call.Transcript, cancellationToken));
    }

    private static CallFacts Facts(JudgedCall call) => CallFacts.Ended(
        TimeSpan.FromSeconds(call.TalkSeconds), call.Signals.VoicedSeconds, call.Transcript, call.WasHeard, isCutOff: !call.WasAnswered || call.WasLost);
}
