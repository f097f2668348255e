using System.Net;
using System.Net.WebSockets;
using FleetActors.Telnyx;

namespace FleetActors.Deepgram.Streaming;

/// <summary>How a connection ended, or why there was none.</summary>
/// <param name="Reason">In one short line, for people.</param>
internal sealed record ConnectionEnd(ConnectionOutcome Outcome, string Reason)
{
    private const int LongestReason = 200;

    public static ConnectionEnd Done { get; } = new(ConnectionOutcome.Done, "closed in order");

    public static ConnectionEnd Lost(string reason) => new(ConnectionOutcome.Lost, JsonText.OneLine(reason, LongestReason));

    public static ConnectionEnd Refused(string reason) => new(ConnectionOutcome.Refused, JsonText.OneLine(reason, LongestReason));

    /// <summary>An upgrade that was not granted.</summary>
    /// <param name="status">Of the answer; null when there was none.</param>
    /// <param name="detail">The header <c>dg-error</c>, or what the network said.</param>
    public static ConnectionEnd OfUpgrade(HttpStatusCode? status, string? detail)
    {
        if (status is not { } known)
        {
            return Lost($"no connection: {detail}");
        }

        var reason = detail is null ? $"HTTP {(int)known}" : $"HTTP {(int)known} {detail}";

        // Asking again changes nothing for a wrong key or query, but it does for a full project or a server in trouble.
        return (int)known is >= 400 and < 500 && known is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
            ? Refused(reason)
            : Lost(reason);
    }

    /// <summary>A close frame from the other side.</summary>
    /// <param name="wasUnderstood">Deepgram had made something of this connection's audio before.</param>
    public static ConnectionEnd OfClose(WebSocketCloseStatus? status, string? description, bool wasUnderstood)
    {
        var reason = string.IsNullOrWhiteSpace(description) ? $"closed with {(int?)status}" : $"closed with {(int?)status}: {description}";
        var isUndecodable = status is WebSocketCloseStatus.PolicyViolation or WebSocketCloseStatus.ProtocolError;
        return isUndecodable && !wasUnderstood ? Refused(reason) : Lost(reason);
    }
}

internal enum ConnectionOutcome
{
    /// <summary>All audio was heard and the stream closed as asked.</summary>
    Done,

    /// <summary>It may work again.</summary>
    Lost,

    /// <summary>It will not work again.</summary>
    Refused,
}
