using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>An answer of the API. The body is written once, so a reply may be kept and given again.</summary>
/// <param name="Duplicate">The command had been executed before and was not executed again.</param>
internal sealed record TelnyxReply(int Status, byte[] Body, bool Duplicate = false)
{
    /// <summary>The answer of a call or conference command that was taken.</summary>
    public static TelnyxReply Done { get; } = Data(new JsonObject { ["result"] = "ok" });

    public static TelnyxReply CallNotFound { get; } = Refuse(404, new TelnyxError("10005", "Resource not found", "The call could not be found."));

    public static TelnyxReply BadCallControlId { get; } =
        Refuse(422, new TelnyxError("90015", "Invalid Call Control ID", "The call_control_id is not one of a call."));

    public static TelnyxReply CallEnded { get; } =
        Refuse(422, new TelnyxError("90018", "Call has already ended", "The call is no longer active and takes no commands."));

    public static TelnyxReply NotAnswered { get; } =
        Refuse(422, new TelnyxError("90034", "Call has not been answered yet", "The call takes this command only once it has been answered."));

    public bool IsSuccess => Status < 300;

    public static TelnyxReply Ok(JsonNode body) => new(200, SandboxJson.Bytes(body));

    public static TelnyxReply Data(JsonNode data) => Ok(new JsonObject { ["data"] = data });

    public static TelnyxReply Refuse(int status, params IEnumerable<TelnyxError> errors) =>
        new(status, SandboxJson.Bytes(new JsonObject
        {
            ["errors"] = new JsonArray([.. errors.Select(static error => error.ToJson())]),
        }));

    /// <summary>422, without a field to blame.</summary>
    public static TelnyxReply Refuse(string code, string title, string detail) => Refuse(422, new TelnyxError(code, title, detail));
}
