namespace FleetActors.Sandbox;

/// <summary>
/// Commands about a leg's audio: streaming, transcription, recording. Their states are kept as Telnyx keeps them; a stream carries the caller's sound, but
/// nothing is transcribed by Telnyx's own engines. A recording holds what the caller says, one channel of 8 kHz in a WAV file, whatever was asked for.
/// </summary>
internal sealed class MediaActions(Streaming streaming, Recorder recorder)
{
    private static readonly string[] Engines =
        ["Google", "Telnyx", "Deepgram", "Azure", "xAI", "AssemblyAI", "Speechmatics", "Soniox", "Parakeet", "A", "B"];

    public IEnumerable<LegAction> All =>
    [
        new("streaming_start", NeedsAnswer: true, StreamingStart),
        new("streaming_stop", NeedsAnswer: true, StreamingStop),
        new("transcription_start", NeedsAnswer: true, TranscriptionStart),
        new("transcription_stop", NeedsAnswer: true, TranscriptionStop),
        new("record_start", NeedsAnswer: false, RecordStart),
        new("record_stop", NeedsAnswer: true, RecordStop),
    ];

    private Func<TelnyxReply?> StreamingStart(Leg leg, RequestFields fields)
    {
        var stream = StreamFields.Read(fields, urlRequired: true);
        return () =>
        {
            if (leg.Stream is not null)
            {
                return TelnyxReply.Refuse("90045", "Media Streaming is used.", "The call has a media stream already.");
            }

            streaming.Start(leg, stream!);
            return null;
        };
    }

    private Func<TelnyxReply?> StreamingStop(Leg leg, RequestFields fields)
    {
        var id = fields.Text("stream_id");
        return () =>
        {
            if (leg.Stream is null || (id is not null && id != leg.Stream.Id))
            {
                return TelnyxReply.Refuse("90048", "Media Streaming is not used.", "The call has no such media stream.");
            }

            streaming.Stop(leg);
            return null;
        };
    }

    private static Func<TelnyxReply?> TranscriptionStart(Leg leg, RequestFields fields)
    {
        fields.Choice("transcription_engine", "Google", Engines);
        fields.Choice("transcription_tracks", "inbound", "inbound", "outbound", "both");
        return () =>
        {
            if (leg.IsTranscribed)
            {
                return TelnyxReply.Refuse("90054", "Call Transcription is already in progress", "The call is being transcribed.");
            }

            leg.IsTranscribed = true;
            return null;
        };
    }

    private static Func<TelnyxReply?> TranscriptionStop(Leg leg, RequestFields fields) => () =>
    {
        leg.IsTranscribed = false;
        return null;
    };

    private Func<TelnyxReply?> RecordStart(Leg leg, RequestFields fields)
    {
        var format = fields.RequiredChoice("format", "wav", "mp3");
        var channels = fields.RequiredChoice("channels", "single", "dual");
        fields.Choice("recording_track", "both", "both", "inbound", "outbound");
        fields.Number("max_length", 0, 14_400, 0);
        var timeout = fields.Number("timeout_secs", 0, 14_400, 0);
        return () =>
        {
            if (!leg.IsAnswered)
            {
                return TelnyxReply.Refuse("90020", "Call recording triggered before audio started", "The call has no audio yet.");
            }

            if (timeout > 0 && leg.IsTranscribed)
            {
                return TelnyxReply.Refuse(
                    "90053",
                    "Call recording triggered with 'timeout_secs' while transcribing",
                    "A transcribed call cannot be recorded with timeout_secs.");
            }

            recorder.Start(leg, format, channels);
            return null;
        };
    }

    private Func<TelnyxReply?> RecordStop(Leg leg, RequestFields fields) => () =>
    {
        recorder.Stop(leg);
        return null;
    };
}
