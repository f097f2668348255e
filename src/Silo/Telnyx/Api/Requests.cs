namespace FleetActors.Telnyx.Api;

/// <summary>POST /messages. There is no idempotency key: a repeat sends twice.</summary>
internal sealed record MessageRequest(string From, string To, string Text, string? WebhookUrl);

/// <summary>POST /calls.</summary>
/// <param name="ClientState">Base64; every webhook of the leg carries it.</param>
/// <param name="TimeoutSecs">Ring time, 5 to 600.</param>
internal sealed record DialRequest(
    string ConnectionId,
    string To,
    string From,
    string ClientState,
    string CommandId,
    int TimeoutSecs,
    string AnsweringMachineDetection,
    string? WebhookUrl);

/// <summary>Speaks a prompt and waits for digits.</summary>
/// <param name="TimeoutMillis">For each try, counted from the end of the speech.</param>
internal sealed record GatherRequest(
    string Payload,
    string Voice,
    string? ServiceLevel,
    string? Language,
    int MinimumDigits,
    int MaximumDigits,
    int MaximumTries,
    int TimeoutMillis,
    string ValidDigits,
    string ClientState,
    string CommandId);

/// <summary>Speaks; at most 3,000 characters.</summary>
internal sealed record SpeakRequest(
    string Payload,
    string Voice,
    string? ServiceLevel,
    string? Language,
    string ClientState,
    string CommandId);

/// <summary>Answers an incoming call, with or without a stream.</summary>
internal sealed record AnswerRequest(string? StreamUrl, string? StreamTrack, string? StreamCodec, string ClientState, string CommandId);

/// <summary>Streams an answered call. There is no <c>audio</c> object.</summary>
/// <param name="StreamTrack"><c>inbound_track</c>: the caller's side alone.</param>
internal sealed record StreamingRequest(string StreamUrl, string StreamTrack, string StreamCodec, string ClientState, string CommandId);

/// <summary>Records an answered call.</summary>
internal sealed record RecordRequest(string Format, string Channels, string RecordingTrack, string ClientState, string CommandId);

/// <summary>Transcribes an answered call; the language belongs to the engine's own settings.</summary>
internal sealed record TranscriptionRequest(
    string TranscriptionEngine,
    TranscriptionEngineConfig TranscriptionEngineConfig,
    string TranscriptionTracks,
    string ClientState,
    string CommandId);

/// <param name="TranscriptionEngine">The same as beside it; it tells which settings these are.</param>
internal sealed record TranscriptionEngineConfig(string TranscriptionEngine, string Language, bool InterimResults);

/// <summary>POST /conferences: made from a leg, which joins at once.</summary>
internal sealed record ConferenceRequest(string CallControlId, string Name, string ClientState, string CommandId);

/// <summary>A leg joins a conference.</summary>
internal sealed record JoinRequest(string CallControlId, string ClientState, string CommandId);

/// <summary>A command that needs nothing but its identity.</summary>
internal sealed record PlainRequest(string CommandId);
