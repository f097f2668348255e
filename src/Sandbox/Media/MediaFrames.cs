using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>The text frames of a media socket, as Telnyx writes them: numbers are strings.</summary>
internal sealed class MediaFrames(MediaCaller caller, string streamId, MediaCodec codec, int sampleRate)
{
    private const string User = "sandbox";

    public static byte[] Connected(string? authToken)
    {
        var frame = new JsonObject { ["event"] = "connected", ["version"] = "1.0.0" };
        if (authToken is not null)
        {
            frame["x-telnyx-streaming-auth-token"] = authToken;
        }

        return SandboxJson.Bytes(frame);
    }

    public byte[] Start() => SandboxJson.Bytes(new JsonObject
    {
        ["event"] = "start",
        ["sequence_number"] = "1",
        ["stream_id"] = streamId,
        ["start"] = new JsonObject
        {
            ["user_id"] = User,
            ["call_control_id"] = caller.ControlId,
            ["call_session_id"] = caller.SessionId,
            ["from"] = caller.From,
            ["to"] = caller.To,
            ["tags"] = new JsonArray(),
            ["client_state"] = caller.ClientState,
            ["custom_parameters"] = new JsonObject(),
            ["media_format"] = new JsonObject { ["encoding"] = codec.Name(), ["sample_rate"] = sampleRate, ["channels"] = 1 },
        },
    });

    /// <param name="chunk">From 1 on each stream.</param>
    public byte[] Media(long chunk, ReadOnlySpan<byte> payload) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"event":"media","sequence_number":"{{chunk + 1}}","media":{"track":"inbound","chunk":"{{chunk}}","timestamp":"{{(chunk - 1) * CallerLine.FrameMs}}","payload":"{{Convert.ToBase64String(payload)}}"},"stream_id":"{{streamId}}"}"""));

    /// <param name="sequence">Behind the last chunk's.</param>
    public byte[] Stop(long sequence) => SandboxJson.Bytes(new JsonObject
    {
        ["event"] = "stop",
        ["sequence_number"] = sequence.ToString(CultureInfo.InvariantCulture),
        ["stream_id"] = streamId,
        ["stop"] = new JsonObject { ["user_id"] = User, ["call_control_id"] = caller.ControlId },
    });
}

/// <summary>What a stream tells about its call, as it was when the stream was started.</summary>
internal sealed record MediaCaller(string ControlId, string SessionId, string From, string To, string? ClientState)
{
    public static MediaCaller Of(Leg leg) => new(leg.ControlId, leg.SessionId, leg.From, leg.To, leg.ClientState);
}
