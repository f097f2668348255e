using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>One entry of Telnyx's <c>errors</c> array.</summary>
/// <param name="Pointer">JSON pointer to the field, such as <c>/to</c>; null when no field is to blame.</param>
internal sealed record TelnyxError(string Code, string Title, string Detail, string? Pointer = null)
{
    public static TelnyxError Missing(string field) =>
        new("10004", "Missing required parameter", $"The parameter '{field}' is required.", $"/{field}");

    public static TelnyxError WrongType(string field, string expected) =>
        new("10026", "Invalid parameter type", $"The parameter '{field}' must be {expected}.", $"/{field}");

    public static TelnyxError NotE164(string field) =>
        new("10016", "Phone number must be in +E.164 format", $"The parameter '{field}' must be a phone number such as +13125550001.", $"/{field}");

    public static TelnyxError NotOneOf(string field, IEnumerable<string> values) =>
        new("10032", "Invalid enumerated value", $"The parameter '{field}' must be one of {string.Join(", ", values)}.", $"/{field}");

    public static TelnyxError OutOfRange(string field, long from, long to) =>
        new("10033", "Value outside of range", $"The parameter '{field}' must be between {from} and {to}.", $"/{field}");

    public static TelnyxError TooLong(string field, int from, int to) =>
        new("10025", "String length out of range", $"The parameter '{field}' must have {from} to {to} characters.", $"/{field}");

    public static TelnyxError BadRequest(string detail, string? field = null) =>
        new("10015", "Bad Request", detail, field is null ? null : $"/{field}");

    public static TelnyxError BadUrl(string field) => new("10003", "Invalid URL", $"The parameter '{field}' is not a usable address.", $"/{field}");

    public static TelnyxError BadClientState(string field) =>
        new("90017", "Invalid value for client_state", $"The parameter '{field}' must be a valid base64 string.", $"/{field}");

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["code"] = Code,
            ["title"] = Title,
            ["detail"] = Detail,
            ["meta"] = new JsonObject { ["url"] = $"https://developers.telnyx.com/docs/overview/errors/{Code}" },
        };
        if (Pointer is not null)
        {
            json["source"] = new JsonObject { ["pointer"] = Pointer };
        }

        return json;
    }
}
