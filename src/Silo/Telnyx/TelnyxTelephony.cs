using FleetActors.Telephony;
using FleetActors.Telnyx.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetActors.Telnyx;

/// <summary>Telnyx behind <see cref="ITelephony"/>.</summary>
internal sealed partial class TelnyxTelephony(
    ITelnyxApi api, IOptions<TelnyxOptions> options, TimeProvider clock, ILogger<TelnyxTelephony> logger) : ITelephony
{
    private readonly TelnyxRequests _requests = new(options.Value);
    private readonly TelnyxExchange _exchange = new(options.Value.RequestTimeout, clock);
    private readonly ActiveCalls _calls = new(api, new TelnyxExchange(options.Value.RequestTimeout, clock), options.Value.ConnectionId);

    /// <inheritdoc/>
    public async Task<TelephonyResult> ExecuteAsync(TelephonyCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var result = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        Log(command, result);
        return result;
    }

    /// <inheritdoc/>
    public Task<LiveCall?> FindLiveCallAsync(string clientState, CancellationToken cancellationToken) =>
        _calls.FindAsync(clientState, cancellationToken);

    private Task<TelephonyResult> SendAsync(TelephonyCommand command, CancellationToken token) => command switch
    {
        SendMessage message => SendAsync(ct => api.SendMessageAsync(_requests.Message(message), ct), data => data.Id, token),
        Dial dial => SendAsync(ct => api.DialAsync(_requests.Dial(dial), ct), data => data.CallControlId, token),
        GatherUsingSpeak gather => OnLegAsync(gather.CallControlId, (leg, ct) => api.GatherUsingSpeakAsync(leg, _requests.Gather(gather), ct), token),
        Speak speak => OnLegAsync(speak.CallControlId, (leg, ct) => api.SpeakAsync(leg, _requests.Speak(speak), ct), token),
        StopGather stop => StopGatherAsync(stop, token),
        Hangup hangup => HangupAsync(hangup, token),
        AnswerCall answer => AnswerAsync(answer, token),
        StartStreaming start => StartStreamingAsync(start, token),
        StartRecording start => OnLegAsync(start.CallControlId, (leg, ct) => api.StartRecordingAsync(leg, TelnyxRequests.Record(start), ct), token),
        StartTranscription start => StartTranscriptionAsync(start, token),
        CreateConference create => CreateConferenceAsync(create, token),
        JoinConference join => JoinAsync(join.ConferenceId, TelnyxRequests.Join(join), token),
        EndConference end => EndConferenceAsync(end, token),
        _ => throw new NotSupportedException($"{command.GetType().Name} has no counterpart at Telnyx."),
    };

    private async Task<TelephonyResult> SendAsync<T>(
        Func<CancellationToken, Task<Refit.IApiResponse<Envelope<T>>>> send, Func<T, string?> id, CancellationToken token)
        where T : class
    {
        var reply = await _exchange.RunAsync(send, names: false, token).ConfigureAwait(false);
        return reply.ToResult(id);
    }

    private async Task<TelephonyResult> OnLegAsync(
        string leg, Func<string, CancellationToken, Task<Refit.IApiResponse<Envelope<CommandData>>>> send, CancellationToken token)
    {
        if (!IsSegment(leg))
        {
            return TelephonyResult.Permanent(null, "not an id of a leg or conference");
        }

        var reply = await _exchange.RunAsync(ct => send(leg, ct), names: true, token).ConfigureAwait(false);
        return reply.Failure ?? TelephonyResult.Accepted(null);
    }

    private async Task<TelephonyResult> HangupAsync(Hangup command, CancellationToken token) =>
        DoneIfGone(await OnLegAsync(command.CallControlId, (leg, ct) => api.HangupAsync(leg, TelnyxRequests.Plain(command), ct), token)
            .ConfigureAwait(false));

    private async Task<TelephonyResult> EndConferenceAsync(EndConference command, CancellationToken token) =>
        DoneIfGone(await OnLegAsync(command.ConferenceId, (id, ct) => api.EndConferenceAsync(id, TelnyxRequests.Plain(command), ct), token)
            .ConfigureAwait(false));

    private async Task<TelephonyResult> StopGatherAsync(StopGather command, CancellationToken token)
    {
        var result = await OnLegAsync(command.CallControlId, (leg, ct) => api.StopGatherAsync(leg, TelnyxRequests.Plain(command), ct), token)
            .ConfigureAwait(false);

        // 90034: not answered yet, so no prompt can run.
        return result.Code == "90034" ? TelephonyResult.Accepted(null) : DoneIfGone(result);
    }

    private async Task<TelephonyResult> JoinAsync(string conference, JoinRequest request, CancellationToken token)
    {
        var result = await OnLegAsync(conference, (id, ct) => api.JoinConferenceAsync(id, request, ct), token).ConfigureAwait(false);
        return result.Outcome == TelephonyOutcome.Accepted || result.Code == TelnyxVerdict.AlreadyJoined
            ? TelephonyResult.Accepted(conference)
            : result;
    }

    private static TelephonyResult DoneIfGone(TelephonyResult result) =>
        result.Outcome == TelephonyOutcome.Gone ? TelephonyResult.Accepted(null) : result;

    // Ids are escaped into the address, but a segment of dots would still climb out of it.
    private static bool IsSegment(string id) => id.Length > 0 && id.AsSpan().ContainsAnyExcept('.');
}
