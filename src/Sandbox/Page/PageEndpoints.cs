using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>The page <c>/sandbox</c> with its style and script, and what it needs to know about the sandbox.</summary>
internal static class PageEndpoints
{
    // The page shows what strangers may have written (SMS, prompts): nothing but its own script and style may run or load.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly FrozenDictionary<string, (string Resource, string Type)> Files = new Dictionary<string, (string, string)>
    {
        ["/sandbox"] = ("Page/sandbox.html", "text/html; charset=utf-8"),
        ["/sandbox/sandbox.css"] = ("Page/sandbox.css", "text/css; charset=utf-8"),
        ["/sandbox/sandbox.js"] = ("Page/sandbox.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary();

    public static void MapSandboxPage(this IEndpointRouteBuilder endpoints, TelnyxSandbox sandbox)
    {
        foreach (var (path, file) in Files)
        {
            var content = Read(file.Resource);
            endpoints.MapGet(path, (HttpResponse response) => Send(response, content, file.Type));
        }

        endpoints.MapGet("/sandbox/info", () => Info(sandbox));
    }

    private static IResult Info(TelnyxSandbox sandbox) => SandboxJson.Result(new JsonObject
    {
        ["public_key"] = sandbox.Keys.PublicKeyBase64,
        ["voice_webhook_url"] = sandbox.Exchange.Addresses.Voice,
        ["messaging_webhook_url"] = sandbox.Exchange.Addresses.Messaging,
    });

    private static IResult Send(HttpResponse response, byte[] content, string type)
    {
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(content, type);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The page's file {resource} is missing from the assembly.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
