using System.Globalization;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>Reading conferences: the list, one, and its participants.</summary>
internal sealed class ConferenceQueries(ConferenceBook book)
{
    private const int DefaultPage = 20;
    private const int LargestPage = 250;

    private static readonly TelnyxReply NotFound =
        TelnyxReply.Refuse(404, new TelnyxError("90058", "Invalid conference_id", "The conference does not exist."));

    public TelnyxReply Get(TelnyxRequest request) =>
        book.Find(request.Id) is { } conference ? TelnyxReply.Data(ConferenceJson.Of(conference)) : NotFound;

    /// <summary><c>filter[name]</c> (case-sensitive), <c>filter[status]</c>; newest <c>expires_at</c> first.</summary>
    public TelnyxReply List(TelnyxRequest request)
    {
        var name = request.Query["filter[name]"].ToString();
        var status = request.Query["filter[status]"].ToString();
        if (status is not ("" or "init" or "in_progress" or "completed"))
        {
            return TelnyxReply.Refuse(422, TelnyxError.NotOneOf("filter[status]", ["init", "in_progress", "completed"]));
        }

        var found = (name.Length > 0 ? book.Named(name) : book.All)
            .Where(conference => status.Length == 0 || conference.Status == status)
            .OrderByDescending(static conference => conference.ExpiresAt)
            .ToList();
        return Page(request.Query, found, ConferenceJson.Of);
    }

    public TelnyxReply Participants(TelnyxRequest request)
    {
        if (book.Find(request.Id) is not { } conference)
        {
            return NotFound;
        }

        var found = conference.Participants
            .Where(participant => Passes(request.Query, "filter[muted]", participant.IsMuted)
                && Passes(request.Query, "filter[on_hold]", participant.IsOnHold))
            .ToList();
        return Page(request.Query, found, participant => ConferenceJson.Of(conference, participant));
    }

    private static bool Passes(IQueryCollection query, string filter, bool value) =>
        query[filter].ToString() is not { Length: > 0 } wanted || string.Equals(wanted, value ? "true" : "false", StringComparison.OrdinalIgnoreCase);

    private static TelnyxReply Page<T>(IQueryCollection query, List<T> found, Func<T, JsonObject> toJson)
    {
        var size = Number(query, "page[size]", DefaultPage);
        var number = Number(query, "page[number]", 1);
        if (size is < 1 or > LargestPage || number < 1)
        {
            return TelnyxReply.Refuse(422, TelnyxError.OutOfRange("page[size]", 1, LargestPage));
        }

        return TelnyxReply.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. found.Skip((int)Math.Min((long)(number - 1) * size, int.MaxValue)).Take(size).Select(toJson)]),
            ["meta"] = new JsonObject
            {
                ["total_results"] = found.Count,
                ["total_pages"] = (found.Count + size - 1) / size,
                ["page_number"] = number,
                ["page_size"] = size,
            },
        });
    }

    private static int Number(IQueryCollection query, string name, int absent) =>
        query[name].ToString() is not { Length: > 0 } text ? absent
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : 0;
}
