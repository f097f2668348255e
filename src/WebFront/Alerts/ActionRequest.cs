using System.Text.Json;
using FleetActors.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Alerts;

/// <summary>The body of an operator action: <c>{by, note?, until? | minutes?}</c>.</summary>
/// <param name="By">Who acts; the API key's name when the body does not say.</param>
/// <param name="Until">When a snooze ends; null when the body names no time.</param>
internal sealed record ActionRequest(string By, string? Note, DateTimeOffset? Until)
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxName = 100;
    private const int MaxNote = 2000;
    private const int MaxMinutes = 30 * 24 * 60;

    /// <summary>For the grain.</summary>
    public OperatorAction Action => new(By, "api", Note);

    /// <summary>Reads the body; exactly one of the two results is set.</summary>
    public static async ValueTask<(ActionRequest? Action, ProblemHttpResult? Problem)> ReadAsync(
        HttpContext http, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadObjectAsync(http.Request, MaxBytes, cancellationToken);
        return body is { } read ? Read(read, http.User.Identity?.Name, now) : (null, problem);
    }

    private static (ActionRequest? Action, ProblemHttpResult? Problem) Read(JsonElement body, string? keyName, DateTimeOffset now)
    {
        if (JsonBody.Text(body, "by", MaxName, lines: false, out var by) is { } badName)
        {
            return (null, badName);
        }

        if (JsonBody.Text(body, "note", MaxNote, lines: true, out var note) is { } badNote)
        {
            return (null, badNote);
        }

        by ??= keyName;
        if (by is null)
        {
            return (null, Problems.Unprocessable("by", "must say who acts"));
        }

        var (until, problem) = ReadUntil(body, now);
        return problem is null ? (new ActionRequest(by, note, until), null) : (null, problem);
    }

    private static (DateTimeOffset? Until, ProblemHttpResult? Problem) ReadUntil(JsonElement body, DateTimeOffset now)
    {
        if (body.TryGetProperty("minutes", out var minutes) && minutes.ValueKind != JsonValueKind.Null)
        {
            return minutes.ValueKind == JsonValueKind.Number && minutes.TryGetInt32(out var count) && count is >= 1 and <= MaxMinutes
                ? (now.AddMinutes(count), null)
                : (null, Problems.Unprocessable("minutes", $"must be a whole number from 1 to {MaxMinutes}"));
        }

        var problem = JsonBody.Text(body, "until", MaxName, lines: false, out var text);
        if (problem is not null || text is null)
        {
            return (null, problem);
        }

        if (!UtcInstantConverter.TryParse(text, out var until))
        {
            return (null, Problems.Unprocessable("until", "must be an ISO 8601 time with Z or an offset"));
        }

        return until > now && until <= now.AddMinutes(MaxMinutes)
            ? (until, null)
            : (null, Problems.Unprocessable("until", "must lie in the future, at most 30 days ahead"));
    }
}
