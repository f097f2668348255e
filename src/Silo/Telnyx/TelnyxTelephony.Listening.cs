using FleetActors.Telephony;

namespace FleetActors.Telnyx;

/// <summary>Taking a call and hearing it: answer, streams, transcription. A repeat that finds it done counts as done.</summary>
internal sealed partial class TelnyxTelephony
{
    // The same code is given for a leg that is outbound; then it was never ours to answer, and done is as good a word as any.
    private const string AnsweredAlready = "90102";
    private const string StreamInUse = "90045";
    private const string TranscribedAlready = "90054";

    private async Task<TelephonyResult> AnswerAsync(AnswerCall command, CancellationToken token) =>
        DoneIf(AnsweredAlready, await OnLegAsync(command.CallControlId, (leg, ct) => api.AnswerAsync(leg, TelnyxRequests.Answer(command), ct), token)
            .ConfigureAwait(false));

    private async Task<TelephonyResult> StartStreamingAsync(StartStreaming command, CancellationToken token) =>
        DoneIf(StreamInUse, await OnLegAsync(command.CallControlId, (leg, ct) => api.StartStreamingAsync(leg, TelnyxRequests.Streaming(command), ct), token)
            .ConfigureAwait(false));

    private async Task<TelephonyResult> StartTranscriptionAsync(StartTranscription command, CancellationToken token) =>
        DoneIf(TranscribedAlready, await OnLegAsync(command.CallControlId, (leg, ct) => api.StartTranscriptionAsync(leg, TelnyxRequests.Transcription(command), ct), token)
            .ConfigureAwait(false));

    private static TelephonyResult DoneIf(string code, TelephonyResult result) =>
        result.Outcome == TelephonyOutcome.Permanent && result.Code == code ? TelephonyResult.Accepted(null) : result;
}
