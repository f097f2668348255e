namespace FleetActors.Sandbox;

/// <summary>Reads what a command says about media streaming.</summary>
internal static class StreamFields
{
    private static readonly string[] Tracks = ["inbound_track", "outbound_track", "both_tracks"];
    private static readonly string[] Codecs = ["PCMU", "PCMA", "G722", "OPUS", "AMR-WB", "L16", "default"];

    /// <summary>The stream asked for; null without a <c>stream_url</c>.</summary>
    public static MediaStream? Read(RequestFields fields, bool urlRequired)
    {
        var url = urlRequired ? fields.Required("stream_url") : fields.Text("stream_url");
        var track = fields.Choice("stream_track", "inbound_track", Tracks)!;
        var codec = fields.Choice("stream_codec", "default", Codecs)!;
        fields.Choice("stream_bidirectional_mode", null, "mp3", "rtp");
        fields.Choice("stream_bidirectional_codec", null, "PCMU", "PCMA", "G722", "OPUS", "AMR-WB", "L16");
        fields.Choice("stream_bidirectional_target_legs", null, "both", "self", "opposite");
        var token = fields.Text("stream_auth_token", 4000);
        if (string.IsNullOrEmpty(url))
        {
            return null;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss"))
        {
            fields.Refuse(TelnyxError.BadUrl("stream_url"));
            return null;
        }

        return new MediaStream(url, track, codec, token);
    }
}
