using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>How the sandbox writes JSON: with <c>+</c> and quotes as they are, since none of it is ever put into a page's markup.</summary>
internal static class SandboxJson
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json, Options);

    public static IResult Result(JsonNode json) => Results.Bytes(Bytes(json), "application/json");
}
