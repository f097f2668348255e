using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FleetActors.Http;

namespace FleetActors.Webhooks;

/// <summary>What only events of emergency calls have.</summary>
/// <param name="Transcript">Words of the provider's transcription.</param>
/// <param name="Confidence">0 to 1, or null.</param>
/// <param name="RecordingUrl">Where a saved recording is, for ten minutes.</param>
internal sealed record CallDetails(DateTimeOffset? StartedAt, string? Transcript, double? Confidence, bool IsFinal, string? RecordingUrl);

/// <summary>
/// What this server reads from a provider event. Every member is optional: events come in more shapes than are documented, and one
/// that is not understood is still answered with 200, or the provider would send it again.
/// </summary>
/// <param name="Id">The event's id; a digest of the body when it carries none, so that a repeat is still the same event.</param>
/// <param name="ClientState">Decoded from base64; null when absent or not base64 text.</param>
/// <param name="From">The sender's number; of messages and calls alike.</param>
/// <param name="Detail">Gather status, hang-up cause, speak status, detection result or message status.</param>
internal sealed record TelnyxEvent(
    string Type,
    string Id,
    DateTimeOffset? OccurredAt,
    string? CallControlId,
    string? CallSessionId,
    string? ConferenceId,
    string? ClientState,
    string? Direction,
    string? From,
    string? To,
    string? Digits,
    string? Detail,
    string? MessageId,
    string? Text,
    string? Error,
    CallDetails? Call = null)
{
    private const int MaxText = 4096;
    private const int MaxId = 100;

    /// <summary>Reads an event; anything missing or of an unexpected type is null, and without an event type <see cref="Type"/> is empty.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static TelnyxEvent Parse(ReadOnlySpan<byte> body)
    {
        var root = JsonBody.Parse(body);
        var data = Member(root, "data");
        var payload = Member(data, "payload");
        var recipient = First(Member(payload, "to"));
        var error = First(Member(payload, "errors"));
        return new TelnyxEvent(
            Type: String(data, "event_type") ?? "",
            Id: String(data, "id") is { Length: <= MaxId } id ? id : Digest(body),
            OccurredAt: Time(data, "occurred_at") ?? Time(payload, "occurred_at"),
            CallControlId: String(payload, "call_control_id"),
            CallSessionId: String(payload, "call_session_id"),
            ConferenceId: String(payload, "conference_id"),
            ClientState: Decode(String(payload, "client_state")),
            Direction: String(payload, "direction"),
            From: String(payload, "from") ?? String(Member(payload, "from"), "phone_number"),
            To: String(payload, "to") ?? String(recipient, "phone_number"),
            Digits: String(payload, "digits") ?? String(payload, "digit"),
            Detail: String(payload, "hangup_cause") ?? String(payload, "failure_reason") ?? String(payload, "status") ?? String(payload, "result")
                ?? String(payload, "reason") ?? String(recipient, "status"),
            MessageId: String(payload, "id"),
            Text: String(payload, "text"),
            Error: error is null ? null : $"{String(error, "code")} {String(error, "title")}".Trim(),
            Call: Details(payload));
    }

    private static CallDetails Details(JsonElement? payload)
    {
        var words = Member(payload, "transcription_data");
        return new CallDetails(
            Time(payload, "start_time"),
            String(words, "transcript"),
            Member(words, "confidence") is { ValueKind: JsonValueKind.Number } confidence && confidence.TryGetDouble(out var number) && number is >= 0 and <= 1 ? number : null,
            Member(words, "is_final") is { ValueKind: JsonValueKind.True },
            String(Member(payload, "recording_urls"), "wav") ?? String(Member(payload, "recording_urls"), "mp3"));
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? First(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0 ? array[0] : null;

    private static string? String(JsonElement? parent, string name)
    {
        if (Member(parent, name) is not { ValueKind: JsonValueKind.String } member)
        {
            return null;
        }

        var text = member.GetString()!;
        return text.Length switch
        {
            0 => null,
            > MaxText => text[..MaxText],
            _ => text,
        };
    }

    private static DateTimeOffset? Time(JsonElement? parent, string name) =>
        DateTimeOffset.TryParse(
            String(parent, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static string? Decode(string? base64)
    {
        if (base64 is null)
        {
            return null;
        }

        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string Digest(ReadOnlySpan<byte> body) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
}
