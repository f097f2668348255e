using FleetActors.Telephony;
using FleetActors.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetActors.Calls;

/// <summary>What every call needs from its silo, resolved once for all of them.</summary>
internal sealed class CallServices(
    GrainClock clock,
    ISpeechToText speech,
    IBatchTranscriber transcriber,
    IRecordingStore recordings,
    IProviderRecordings providerRecordings,
    ICallJudge judge,
    IRelatedAlerts related,
    ITelephonyProbe probe,
    IOptions<CallOptions> options,
    ILogger<CallGrain> log)
{
    public GrainClock Clock { get; } = clock;

    public ISpeechToText Speech { get; } = speech;

    public IBatchTranscriber Transcriber { get; } = transcriber;

    public IRecordingStore Recordings { get; } = recordings;

    public IProviderRecordings ProviderRecordings { get; } = providerRecordings;

    public ICallJudge Judge { get; } = judge;

    public IRelatedAlerts Related { get; } = related;

    public ITelephonyProbe Probe { get; } = probe;

    public CallOptions Options { get; } = options.Value;

    public L16ByteOrder ByteOrder { get; } = options.Value.L16ByteOrder;

    public ILogger Log { get; } = log;

    /// <summary>The settings as decisions see them.</summary>
    public CallRules Rules { get; } = new(
        Greets: !string.IsNullOrWhiteSpace(options.Value.Greeting),
        Streams: !string.IsNullOrWhiteSpace(options.Value.StreamUrl),
        ProviderTranscribes: options.Value.ProviderTranscription switch
        {
            ProviderTranscription.Always => true,
            ProviderTranscription.Never => false,
            _ => !speech.IsEnabled,
        },
        options.Value.AnswerDelay,
        options.Value.StreamTries,
        options.Value.SilenceLimit,
        JoinLimit: options.Value.JoinRingTime + JoinSlack)
    {
        RecordingWait = options.Value.ProviderRecordingLimit,
    };

    // The provider counts from its own ringing; its word that nobody answered should come first.
    private static TimeSpan JoinSlack => TimeSpan.FromSeconds(15);
}
