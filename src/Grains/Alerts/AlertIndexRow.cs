using System.Collections.Immutable;
using System.Text.Json;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>
/// The columns of the index tables, in unix milliseconds where they are times. Triggers copy them in the transaction that stores the state,
/// so lists and due times cannot disagree with the alert.
/// </summary>
internal sealed record AlertIndexRow(
    string AlertId,
    AlertStatus Status,
    int Severity,
    string? FleetId,
    string? DeviceId,
    string? DedupKey,
    string? Category,
    long CreatedAt,
    long UpdatedAt,
    long? WakeAt,
    int Owed,
    string Search,
    ImmutableArray<AlertIndexCode> Pages)
{
    private static readonly string[] StatusWords =
        [.. Enum.GetValues<AlertStatus>().Order().Select(status => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()))];

    public static AlertIndexRow From(AlertState state) => new(
        state.AlertId,
        state.Status,
        (int)state.Classification.Severity,
        state.Report?.FleetId,
        state.Report?.DeviceId,
        state.Report?.DedupKey,
        state.Classification.Category,
        state.CreatedAt.ToUnixTimeMilliseconds(),
        state.UpdatedAt.ToUnixTimeMilliseconds(),
        AlertDue.WakeAt(state)?.ToUnixTimeMilliseconds(),
        state.Owed.Length,
        string.Join(' ', state.AlertId, state.Report?.DeviceId, state.Classification.Category, state.Classification.Briefing).ToLowerInvariant(),
        Codes(state));

    /// <summary>Writes the row under the names that the triggers know; what is null is left out.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("alert_id"u8, AlertId);
        writer.WriteString("status"u8, StatusWords[(int)Status]);
        writer.WriteNumber("severity"u8, Severity);
        WriteText(writer, "fleet_id"u8, FleetId);
        WriteText(writer, "device_id"u8, DeviceId);
        WriteText(writer, "dedup_key"u8, DedupKey);
        WriteText(writer, "category"u8, Category);
        writer.WriteNumber("created_at"u8, CreatedAt);
        writer.WriteNumber("updated_at"u8, UpdatedAt);
        if (WakeAt is { } wakeAt)
        {
            writer.WriteNumber("wake_at"u8, wakeAt);
        }

        writer.WriteNumber("owed"u8, Owed);
        writer.WriteString("search"u8, Search);
        writer.WriteStartArray("pages"u8);
        foreach (var page in Pages)
        {
            writer.WriteStartObject();
            writer.WriteString("number"u8, page.Number);
            writer.WriteString("code"u8, page.Code);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    /// <summary>Every number that is paged for it: with the code texted to it, or none where it is only called, or will be in this step.</summary>
    private static ImmutableArray<AlertIndexCode> Codes(AlertState state)
    {
        var pages = ImmutableArray.CreateBuilder<AlertIndexCode>();
        foreach (var attempt in state.Attempts)
        {
            if (attempt.ReplyCode is { } code && !pages.Any(page => page.Number == attempt.Recipient.Number))
            {
                pages.Add(new AlertIndexCode(attempt.Recipient.Number, code));
            }
        }

        var called = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var attempt in state.Attempts)
        {
            AddCalled(attempt is { IsLeg: true, Channel: not Channel.Callback } ? attempt.Recipient : null);
        }

        foreach (var recipient in state.Escalation.CallList)
        {
            AddCalled(recipient);
        }

        // In an order of their own, so that the row stays the same while the step goes from one to the next.
        pages.AddRange(called.Select(static number => new AlertIndexCode(number, "")));
        return pages.ToImmutable();

        void AddCalled(Recipient? recipient)
        {
            if (recipient is not null && !pages.Any(page => page.Number == recipient.Number))
            {
                called.Add(recipient.Number);
            }
        }
    }
}

/// <summary>A number that is paged, and its reply code; empty when it has none.</summary>
internal sealed record AlertIndexCode(string Number, string Code);
