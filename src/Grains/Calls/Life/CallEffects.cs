using FleetActors.Alerts;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>Identity of owed effects, and the provider command that settles one. The same effect always gives a command of the same identity.</summary>
internal static class CallEffects
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    /// <summary>The effect's id; a leg's effects carry its id.</summary>
    public static string IdFor(CallEffectKind kind, string? legId) => kind switch
    {
        CallEffectKind.Answer => "answer",
        CallEffectKind.Greet => "greet",
        CallEffectKind.Stream => "stream",
        CallEffectKind.Record => "record",
        CallEffectKind.Transcribe => "transcribe",
        CallEffectKind.Dial => legId + ".dial",
        CallEffectKind.CreateConference => "conference",
        CallEffectKind.JoinConference => legId + ".join",
        CallEffectKind.HangUpLeg => legId + ".hangup",
        CallEffectKind.Probe => "probe",
        CallEffectKind.Relate => "relate",
        CallEffectKind.WorkUp => "work-up",
        CallEffectKind.Queue => "queue",
        CallEffectKind.TellAlerts => "tell-alerts",
        CallEffectKind.FetchRecording => "fetch-recording",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an effect of a call."),
    };

    /// <summary>The client state of the caller's leg. That of a device called back names the alert too, which counts the leg among its attempts.</summary>
    public static string CallerState(CallState state) => state.Callback is { } callback
        ? new CallbackState(callback.AlertId, callback.AttemptId, state.CallId).ToString()
        : new CallLegState(state.CallId, null).ToString();

    /// <summary>Every client state that the caller's leg may carry: until the first command to it, a device's leg has that of its dial.</summary>
    public static IEnumerable<string> CallerStates(CallState state) => state.Callback is { } callback
        ? [CallerState(state), new CallbackState(callback.AlertId, callback.AttemptId, null).ToString()]
        : [CallerState(state)];

    /// <summary>For people.</summary>
    public static string Word(CallEffectKind kind) => kind switch
    {
        CallEffectKind.Answer => "Answering",
        CallEffectKind.Greet => "The greeting",
        CallEffectKind.Stream => "The stream",
        CallEffectKind.Record => "The provider's recording",
        CallEffectKind.Transcribe => "The provider's transcription",
        CallEffectKind.Dial => "Phoning the dispatcher",
        CallEffectKind.CreateConference or CallEffectKind.JoinConference => "Joining",
        CallEffectKind.HangUpLeg => "Hanging up the dispatcher",
        CallEffectKind.Probe => "Looking for the caller",
        CallEffectKind.Relate => "Looking for alerts",
        CallEffectKind.WorkUp => "Working up",
        CallEffectKind.Queue => "Queueing",
        CallEffectKind.TellAlerts => "Telling the alerts",
        CallEffectKind.FetchRecording => "Fetching the provider's recording",
        _ => kind.ToString(),
    };

    /// <summary>
    /// The same effect for another try. While a caller waits the pauses are short: at most a few seconds, or what the provider asks for.
    /// </summary>
    /// <param name="sentAt">When it left although no answer came; null when it certainly did not happen.</param>
    public static CallEffect Later(CallEffect effect, DateTimeOffset now, DateTimeOffset? sentAt, TimeSpan? wish)
    {
        var pause = Backoff.After(effect.Id, effect.Tries);
        pause = effect.NeedsCaller && effect.Kind != CallEffectKind.Probe && pause > LongestPause ? LongestPause : pause;
        return effect with { NotBefore = now + (wish > pause ? wish.Value : pause), Tries = effect.Tries + 1, FirstSentAt = effect.FirstSentAt ?? sentAt };
    }

    /// <summary>The command, or null when the effect needs none of the provider or its leg is not known yet.</summary>
    /// <param name="stream">The stream to answer with or to start.</param>
    public static TelephonyCommand? CommandFor(CallState state, CallEffect effect, CallStream? stream, CallOptions options)
    {
        var id = CommandIds.For(state.CallId, effect.Kind == CallEffectKind.Stream ? $"{effect.Id}.{state.Stream.Failures}" : effect.Id);
        var caller = state.CallControlId ?? "";
        var callerState = CallerState(state);
        var leg = state.FindLeg(effect.LegId);
        var legState = new CallLegState(state.CallId, effect.LegId).ToString();
        return effect.Kind switch
        {
            CallEffectKind.Answer => new AnswerCall(id, caller, callerState, stream),
            CallEffectKind.Greet => new Speak(id, caller, callerState, options.Greeting),
            CallEffectKind.Stream => stream is null ? null : new StartStreaming(id, caller, callerState, stream),
            CallEffectKind.Record => new StartRecording(id, caller, callerState),
            CallEffectKind.Transcribe => new StartTranscription(id, caller, callerState, options.Language),
            CallEffectKind.CreateConference => new CreateConference(id, $"call-{state.CallId}", caller, callerState),
            CallEffectKind.Dial when leg is not null => new Dial(id, leg.Number, legState, options.JoinRingTime),
            CallEffectKind.JoinConference when leg?.CallControlId is { } control && state.ConferenceId is { } conference =>
                new JoinConference(id, conference, control, legState),
            CallEffectKind.HangUpLeg when leg?.CallControlId is { } control => new Hangup(id, control),
            _ => null,
        };
    }
}
