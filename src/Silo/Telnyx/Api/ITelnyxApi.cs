using Refit;

namespace FleetActors.Telnyx.Api;

/// <summary>The part of Telnyx's HTTP API that pages people and takes their calls. Every command is asynchronous there: 2xx means taken, webhooks tell the rest.</summary>
internal interface ITelnyxApi
{
    [Post("/messages")]
    Task<IApiResponse<Envelope<MessageData>>> SendMessageAsync([Body] MessageRequest request, CancellationToken cancellationToken);

    [Post("/calls")]
    Task<IApiResponse<Envelope<CallData>>> DialAsync([Body] DialRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/gather_using_speak")]
    Task<IApiResponse<Envelope<CommandData>>> GatherUsingSpeakAsync(string leg, [Body] GatherRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/gather_stop")]
    Task<IApiResponse<Envelope<CommandData>>> StopGatherAsync(string leg, [Body] PlainRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/speak")]
    Task<IApiResponse<Envelope<CommandData>>> SpeakAsync(string leg, [Body] SpeakRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/hangup")]
    Task<IApiResponse<Envelope<CommandData>>> HangupAsync(string leg, [Body] PlainRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/answer")]
    Task<IApiResponse<Envelope<CommandData>>> AnswerAsync(string leg, [Body] AnswerRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/streaming_start")]
    Task<IApiResponse<Envelope<CommandData>>> StartStreamingAsync(string leg, [Body] StreamingRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/record_start")]
    Task<IApiResponse<Envelope<CommandData>>> StartRecordingAsync(string leg, [Body] RecordRequest request, CancellationToken cancellationToken);

    [Post("/calls/{leg}/actions/transcription_start")]
    Task<IApiResponse<Envelope<CommandData>>> StartTranscriptionAsync(string leg, [Body] TranscriptionRequest request, CancellationToken cancellationToken);

    [Post("/conferences")]
    Task<IApiResponse<Envelope<ConferenceData>>> CreateConferenceAsync([Body] ConferenceRequest request, CancellationToken cancellationToken);

    /// <summary>Newest first. The name is case-sensitive; a name may have been used before.</summary>
    [Get("/conferences")]
    Task<IApiResponse<Envelope<ConferenceData?[]>>> ListConferencesAsync(
        [AliasAs("filter[name]")] string name, CancellationToken cancellationToken);

    [Post("/conferences/{conference}/actions/join")]
    Task<IApiResponse<Envelope<CommandData>>> JoinConferenceAsync(
        string conference, [Body] JoinRequest request, CancellationToken cancellationToken);

    [Post("/conferences/{conference}/actions/end")]
    Task<IApiResponse<Envelope<CommandData>>> EndConferenceAsync(
        string conference, [Body] PlainRequest request, CancellationToken cancellationToken);

    /// <summary>Live legs, without their numbers; the only way to find a dial whose answer was lost.</summary>
    [Get("/connections/{connection}/active_calls")]
    Task<IApiResponse<Envelope<CallData?[]>>> ListActiveCallsAsync(
        string connection,
        [AliasAs("page[limit]")] int limit,
        [AliasAs("page[after]")] string? after,
        CancellationToken cancellationToken);
}
