using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FleetActors.Storage;

namespace FleetActors.Alerts;

/// <summary>
/// A stored alert is its timeline, with what the timeline does not tell (repeats), and the columns of the index. Everything else follows from the
/// timeline and is worked out when it is read: written beside it, report, policy and classification would stand in every write twice.
/// A default, an instant equal to the one before it, and the place of an entry are not written.
/// </summary>
/// <remarks>
/// Reads also what was stored before with every member beside the timeline. Those members said the same as the timeline and are passed over.
/// What only a newer release knows is written back: members of the alert, of an entry and of whatever an event holds, and events of unknown kinds.
/// </remarks>
internal sealed class AlertStateConverter : JsonConverter<AlertState>
{
    private static readonly JsonEncodedText Timeline = JsonEncodedText.Encode("timeline");
    private static readonly JsonEncodedText At = JsonEncodedText.Encode("at");
    private static readonly JsonEncodedText Actor = JsonEncodedText.Encode("actor");
    private static readonly JsonEncodedText Event = JsonEncodedText.Encode("event");
    private static readonly JsonEncodedText Cause = JsonEncodedText.Encode("cause");
    private static readonly JsonEncodedText Occurrences = JsonEncodedText.Encode("occurrences");
    private static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updated_at");
    private static readonly JsonEncodedText Index = JsonEncodedText.Encode("index");

    private readonly JsonTypeInfo<AlertEvent> _event;
    private readonly JsonTypeInfo<Occurrences> _occurrences;
    private readonly JsonTypeInfo<StoredAlert> _stored;

    /// <param name="conventions">Names, enums and characters as in all stored state.</param>
    public AlertStateConverter(JsonSerializerOptions conventions)
    {
        var lean = new JsonSerializerOptions(conventions) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };
        lean.MakeReadOnly(populateMissingResolver: true);
        _event = TypeInfo<AlertEvent>(lean);
        _occurrences = TypeInfo<Occurrences>(lean);
        _stored = TypeInfo<StoredAlert>(lean);
    }

    public override AlertState? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, _stored)?.ToState();

    public override void Write(Utf8JsonWriter writer, AlertState value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(Timeline);
        var at = default(DateTimeOffset);
        foreach (var entry in value.Timeline)
        {
            WriteEntry(writer, entry, at);
            at = entry.At;
        }

        writer.WriteEndArray();
        if (value.Occurrences.Count > 1)
        {
            writer.WritePropertyName(Occurrences);
            JsonSerializer.Serialize(writer, value.Occurrences, _occurrences);
        }

        if (value.UpdatedAt != at)
        {
            writer.WriteString(UpdatedAt, value.UpdatedAt);
        }

        writer.WritePropertyName(Index);
        value.Index.WriteTo(writer);
        WriteUnknown(writer, value);
        writer.WriteEndObject();
    }

    private void WriteEntry(Utf8JsonWriter writer, TimelineEntry entry, DateTimeOffset before)
    {
        writer.WriteStartObject();
        if (entry.At != before)
        {
            writer.WriteString(At, entry.At);
        }

        writer.WriteString(Actor, entry.Actor);
        writer.WritePropertyName(Event);
        WriteEvent(writer, entry.Event);
        if (entry.Cause is { } cause)
        {
            writer.WriteString(Cause, cause);
        }

        WriteUnknown(writer, entry);
        writer.WriteEndObject();
    }

    private void WriteEvent(Utf8JsonWriter writer, AlertEvent e)
    {
        if (e is UnknownEvent unknown)
        {
            writer.WriteRawValue(unknown.Json, skipInputValidation: true);
        }
        else
        {
            JsonSerializer.Serialize(writer, e, _event);
        }
    }

    private static void WriteUnknown(Utf8JsonWriter writer, IKeepsUnknown stored)
    {
        if (stored.Unknown is not { } unknown)
        {
            return;
        }

        foreach (var (name, value) in unknown.Members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
