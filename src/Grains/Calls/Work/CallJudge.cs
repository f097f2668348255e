namespace FleetActors.Calls;

/// <summary>Judges by the course of the call alone: whoever reads the packet must listen to the rest.</summary>
internal sealed class CallJudge : ICallJudge
{
    private const double Floor = 0.4;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    public TriageView Judge(JudgedCall call)
    {
        if (!call.HasEnded)
        {
            return TriageView.Listening;
        }

        var isSilent = call.Transcript.Length == 0 && call.Signals.VoicedSeconds < 1;
        string[] tags =
        [
            .. !call.WasAnswered || call.TalkSeconds < Short.TotalSeconds ? ["DROPPED"] : Array.Empty<string>(),
            .. call.Transcript.Length == 0 && !isSilent ? ["NO_TRANSCRIPT"] : Array.Empty<string>(),
            .. isSilent ? ["SILENT_CALL"] : Array.Empty<string>(),
        ];
        var risk = new RiskView(RiskBands.Of(Floor), Floor, [new RiskReason("floor", Floor, "nobody can tell yet what is needed")]);
        return TriageView.Listening with
        {
            Category = ServiceCategory.Other,
            Services = [ServiceCategory.Other],
            Tags = [.. tags],
            Risk = risk,
            Summary = call.Transcript.Length == 0 ? "No words were heard." : call.Transcript,
            By = TriageSource.Keywords,
        };
    }

    public Task<TriageView> JudgeFinallyAsync(JudgedCall call, CancellationToken cancellationToken) => Task.FromResult(Judge(call));
}
