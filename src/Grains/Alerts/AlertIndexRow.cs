using System.Collections.Immutable;

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

        return pages.ToImmutable();
    }
}

/// <summary>A reply code in use on a number.</summary>
internal sealed record AlertIndexCode(string Number, string Code);
