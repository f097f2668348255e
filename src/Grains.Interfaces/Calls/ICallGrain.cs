using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>
/// One emergency call, incoming or of a device called back (key: see <see cref="CallGrainFactoryExtensions.Call"/>): answer, greeting, stream, transcript,
/// signals, triage, packet.
/// Answers are given after the state they speak of is durable, except for audio, which is kept by the second (<see cref="AcceptAudioAsync"/>).
/// A call that was never announced answers null, refuses streams and audio, and stores nothing.
/// </summary>
[Alias("fleet.call")]
public interface ICallGrain : IGrainWithStringKey
{
    /// <summary>
    /// A webhook of the caller's leg or of a dispatcher's. Any order, repeats (same <see cref="InboundCallEvent.EventId"/>) and events of other
    /// people's calls are normal. Returns once what must last is stored; work goes on behind.
    /// </summary>
    [Alias("Event")]
    Task OnEventAsync(InboundCallEvent inboundEvent);

    /// <summary>
    /// We called a device for an alert and it has answered: the call is under way, with nothing left to answer. From here on it is as one that came in.
    /// Returns once it is stored. A repeat, or a call that exists, changes nothing.
    /// </summary>
    [Alias("OpenCallback")]
    Task OpenCallbackAsync(CallbackCall callback);

    /// <summary>Whether a media socket with this token may be opened; changes nothing. For the check before the upgrade.</summary>
    [Alias("CheckToken"), AlwaysInterleave]
    Task<StreamOpening> CheckTokenAsync(string token);

    /// <summary>
    /// A media stream has said what it carries. A second one is a reconnect and continues the same call, after silence for the time between; the newest stream is the
    /// one listened to. One that brings its <see cref="StreamStart.Place"/> goes on there, whatever time has passed: the call was away, not the sound. A repeat changes nothing.
    /// </summary>
    [Alias("OpenStream")]
    Task<StreamOpening> OpenStreamAsync(StreamStart start);

    /// <summary>
    /// About 100 ms of sound. Repeats and any order are sorted out by <see cref="AudioFrame.Chunk"/>. What it changes is in memory and in the recording;
    /// the state follows at most every 5 s. Whoever hands it over keeps the last two seconds that were taken, for the call's next place.
    /// </summary>
    [Alias("AcceptAudio")]
    ValueTask<AudioReply> AcceptAudioAsync(AudioBatch batch);

    /// <summary>The media stream is over: stop frame, socket gone or error. The call goes on; it ends with its hang-up.</summary>
    [Alias("CloseStream")]
    Task CloseStreamAsync(StreamClose close);

    /// <summary>The call as it is now, or null when it was never announced.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<CallView?> GetAsync();

    /// <summary>The finished call's packet, or null while the call runs or is being worked up.</summary>
    [Alias("GetPacket"), AlwaysInterleave]
    Task<CallPacket?> GetPacketAsync();

    /// <summary>
    /// Phones a dispatcher and brings them into the live call. While a leg to the same number rings or talks, a repeat dials nobody and succeeds.
    /// </summary>
    [Alias("Join")]
    Task<CallActionResult> JoinAsync(JoinCall join);

    /// <summary>The result of a command it owed. Repeats and results of effects no longer owed change nothing.</summary>
    /// <param name="sentAt">When the command left, for the provider's 60 s window.</param>
    [Alias("CommandResult")]
    Task OnCommandResultAsync(string effectId, TelephonyResult result, DateTimeOffset sentAt);

    /// <summary>A hint that something may be due: re-reads its state and does what is. Late and double hints change nothing.</summary>
    [Alias("Wake")]
    Task WakeAsync();
}
