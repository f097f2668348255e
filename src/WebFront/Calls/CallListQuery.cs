using System.Globalization;
using FleetActors.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Calls;

/// <summary>The query of <c>GET /api/v1/calls</c>.</summary>
internal static class CallListQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>Name and meaning of each parameter.</summary>
    public static readonly (string Name, string Meaning)[] Parameters =
    [
        ("status", "ringing, active or ended"),
        ("limit", "1 to 200, default 50"),
        ("before", "next of the page before: only older calls"),
    ];

    /// <summary>Reads the parameters; exactly one of the two results is set. An empty parameter counts as absent.</summary>
    public static (CallQuery? Query, ProblemHttpResult? Problem) Read(IQueryCollection query)
    {
        foreach (var (name, _) in Parameters)
        {
            if (query[name].Count > 1)
            {
                return (null, Problems.Unprocessable(name, "must be given once"));
            }
        }

        CallStatus? status = query["status"].ToString().Trim().ToUpperInvariant() switch
        {
            "" => null,
            "RINGING" => CallStatus.Ringing,
            "ACTIVE" => CallStatus.Active,
            "ENDED" => CallStatus.Ended,
            _ => CallStatus.Unknown,
        };
        if (status == CallStatus.Unknown)
        {
            return (null, Problems.Unprocessable("status", "must be ringing, active or ended"));
        }

        var limit = DefaultLimit;
        if (query["limit"].ToString().Trim() is { Length: > 0 } limitText
            && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            return (null, Problems.Unprocessable("limit", $"must be a whole number from 1 to {MaxLimit}"));
        }

        var before = query["before"].ToString().Trim() is { Length: > 0 } id ? id : null;
        return before is not null && !CallId.IsWellFormed(before)
            ? (null, Problems.Unprocessable("before", "must be a call id"))
            : (new CallQuery(status, limit, before), null);
    }
}
