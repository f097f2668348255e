using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using FleetActors.Requests;
using FleetActors.Telephony;

namespace FleetActors.Telnyx;

/// <summary>
/// What an answer other than 2xx means for the command. The HTTP status decides first: codes are overloaded (10011 is a rate limit at 429 and
/// a media error at 422).
/// </summary>
internal static class TelnyxVerdict
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The leg was joined to this conference before.</summary>
    public const string AlreadyJoined = "90044";

    /// <summary>As the example for a conference name in use; the error table gives it another title.</summary>
    public const string ConferenceConflict = "90033";

    /// <param name="names">Whether the address names a leg or conference, so that 404 is about that.</param>
    public static TelephonyResult Of(Refusal refusal, bool names, DateTimeOffset now)
    {
        var (status, headers, body) = refusal;
        var errors = TelnyxErrors.Parse(body);
        var code = errors.Code ?? ((int)status).ToString(CultureInfo.InvariantCulture);
        var reason = errors.Text is null ? $"HTTP {(int)status}" : $"HTTP {(int)status} {errors.Text}";
        return status switch
        {
            HttpStatusCode.TooManyRequests => TelephonyResult.Transient(code, reason, RetryAfter(headers, now)),
            // A gateway that lost its upstream cannot tell whether the command was executed.
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => TelephonyResult.AnswerLost(reason),
            >= HttpStatusCode.InternalServerError => TelephonyResult.Transient(code, reason, RetryAfter(headers, now)),
            HttpStatusCode.RequestTimeout => TelephonyResult.Transient(code, reason),
            _ => OfCode(errors.Code, code, reason, names && status == HttpStatusCode.NotFound, headers, now),
        };
    }

    /// <summary>The wait the provider wishes, at most an hour; null when it names none.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = Number(headers, "retry-after-ms") is { } ms ? TimeSpan.FromMilliseconds(ms)
            : headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now
            ?? (Number(headers, "x-ratelimit-reset") is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, LongestWait.Ticks));
    }

    private static TelephonyResult OfCode(
        string? known, string code, string reason, bool resourceMissing, HttpResponseHeaders headers, DateTimeOffset now) => known switch
        {
            // 90018 call ended, 90015 no such leg, 90019 conference ended, 90058 no such conference.
            "90018" or "90015" or "90019" or "90058" => TelephonyResult.Gone(code, reason),
            // A missing leg also comes with general codes; an answer without any code is a wrong address, not news about a leg.
            not null when resourceMissing => TelephonyResult.Gone(code, reason),
            // Channel limits of user, profile and connection; 40318 is the sender's full message queue.
            "90041" or "90042" or "90043" or "40318" => TelephonyResult.Transient(code, reason, RetryAfter(headers, now)),
            _ => TelephonyResult.Permanent(code, reason),
        };

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and < 1e9
            ? number
            : null;
}
