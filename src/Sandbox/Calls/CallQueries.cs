using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary><c>GET /v2/calls/{id}</c> and the active calls of a connection.</summary>
internal sealed class CallQueries(World world, CallBook calls)
{
    private const int DefaultPage = 20;
    private const int LargestPage = 250;

    public TelnyxReply Get(TelnyxRequest request) =>
        calls.Find(request.Id) is { } leg ? TelnyxReply.Data(CallJson.Of(leg, isAlive: !leg.IsEnded, world.Now)) : TelnyxReply.CallNotFound;

    /// <summary>Cursor paging: <c>page[limit]</c> and <c>page[after]</c>, oldest call first.</summary>
    public TelnyxReply Active(TelnyxRequest request)
    {
        var limit = DefaultPage;
        if (request.Query["page[limit]"].ToString() is { Length: > 0 } asked
            && (!int.TryParse(asked, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestPage))
        {
            return TelnyxReply.Refuse(422, TelnyxError.OutOfRange("page[limit]", 1, LargestPage));
        }

        long after = 0;
        if (request.Query["page[after]"].ToString() is { Length: > 0 } cursor && !TryDecode(cursor, out after))
        {
            return TelnyxReply.Refuse(422, TelnyxError.BadRequest("The cursor is not one that was given out.", "page[after]"));
        }

        var page = calls.ActiveAfter(request.Id, after).Take(limit + 1).ToList();
        var more = page.Count > limit;
        var shown = more ? page[..limit] : page;
        var next = more ? Encode(shown[^1].Sequence) : null;
        var path = $"/v2/connections/{Uri.EscapeDataString(request.Id)}/active_calls?page[limit]={limit}&page[after]=";
        return TelnyxReply.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. shown.Select(leg => CallJson.Active(leg, world.Now))]),
            ["meta"] = new JsonObject
            {
                ["total_items"] = calls.CountActive(request.Id),
                ["cursors"] = new JsonObject { ["before"] = shown.Count > 0 ? Encode(shown[0].Sequence) : null, ["after"] = next },
                ["next"] = next is null ? null : path + next,
            },
        });
    }

    private static string Encode(long sequence) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(sequence.ToString(CultureInfo.InvariantCulture)));

    private static bool TryDecode(string cursor, out long sequence)
    {
        sequence = 0;
        var bytes = new byte[24];
        return cursor.Length <= 32
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var written)
            && long.TryParse(bytes.AsSpan(0, written), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }
}
