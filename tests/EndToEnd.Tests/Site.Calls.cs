using System.Net;
using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

internal sealed partial class Site
{
    private const string Caller = "+15550109567";

    /// <summary>A checked-in sample.</summary>
    public static string SamplePath(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "samples", "calls", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"samples/calls/{file} is not above the test's folder.");
    }

    /// <summary>Everything that is said in a sample.</summary>
    public static string ScriptOf(string sample) => string.Join(
        ' ', JsonNode.Parse(File.ReadAllText(SamplePath(sample + ".json")))!["script"]!.AsArray().Select(static phrase => phrase!["text"]!.GetValue<string>()));

    /// <summary>Somebody calls in with a sample; returns the call's id.</summary>
    /// <param name="more">Further members of the request.</param>
    public async Task<string> CallAsync(string sample, string more) => await CallWithAsync(
        await File.ReadAllBytesAsync(SamplePath(sample + ".wav")),
        JsonNode.Parse(await File.ReadAllTextAsync(SamplePath(sample + ".json")))!["script"]!.ToJsonString(),
        more);

    /// <summary>Somebody calls in with a sound; returns the call's id.</summary>
    /// <param name="script">What is said in it, as JSON.</param>
    /// <param name="more">Further members of the request.</param>
    public async Task<string> CallWithAsync(byte[] wav, string script, string more)
    {
        var (status, body) = await SendAsync(
            HttpMethod.Post,
            Sandbox("/sandbox/calls"),
            $$"""{"from":"{{Caller}}","to":"+15550100009","audio":"{{Convert.ToBase64String(wav)}}","script":{{script}},{{more}}}""");
        status.ShouldBe(HttpStatusCode.OK, body?.ToJsonString());
        return body!["call_session_id"]!.GetValue<string>();
    }

    /// <summary>A body that gives a phone the voice of a sample.</summary>
    /// <param name="more">Further members.</param>
    public static async Task<string> VoiceOfAsync(string sample, string more)
    {
        var audio = Convert.ToBase64String(await File.ReadAllBytesAsync(SamplePath(sample + ".wav")));
        var script = JsonNode.Parse(await File.ReadAllTextAsync(SamplePath(sample + ".json")))!["script"]!.ToJsonString();
        return $$"""{"audio":"{{audio}}","script":{{script}},{{more}}}""";
    }

    /// <summary>Looks at a call until something holds.</summary>
    public async Task<JsonNode> UntilCallIsAsync(string id, string what, Func<JsonNode, bool> holds)
    {
        JsonNode? look = null;
        await UntilAsync($"{what} in call {id}", async () =>
        {
            var (status, body) = await SendAsync(HttpMethod.Get, Server($"/api/v1/calls/{id}"), null);
            look = status == HttpStatusCode.OK ? body : null;
            return look is not null && holds(look);
        });
        return look!;
    }

    /// <summary>Looks at a call until its packet is there and has its place in the queue, which it gets a moment later.</summary>
    public Task<JsonNode> UntilPacketAsync(string id, Action<JsonNode>? onLook = null) => UntilCallIsAsync(id, "its packet has a place in the queue", look =>
    {
        onLook?.Invoke(look);
        return look["packet"] is JsonObject packet && packet["ranking"]!["priority"]!.GetValue<int>() > 0;
    });

    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync(Server(path));

    /// <summary>Bytes from one place to another, both of them included.</summary>
    public async Task<byte[]> RangeAsync(string path, long from, long to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Server(path));
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(from, to);
        using var response = await _http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Whether the data folder has such a folder.</summary>
    public bool HasFolder(string name) => System.IO.Directory.Exists(Path.Combine(DataDirectory, name));

    /// <summary>Where the media socket is.</summary>
    public string SocketUrl => Server("/ws").Replace("http:", "ws:", StringComparison.Ordinal);

    /// <summary>
    /// What the server has logged as an error since its last start: every exception that nobody expected. An event answered 503 because the machine was slow is a warning, and comes again.
    /// </summary>
    public IEnumerable<string> Failures => (_server?.Output ?? "").Split('\n')
        .Where(static line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal));

    /// <summary>A webhook with the seed's header, or none.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> PostSignedAsync(string path, string body, string? hmac)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server(path));
        request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (hmac is not null)
        {
            request.Headers.TryAddWithoutValidation("telnyx-signature-sha256", hmac);
        }

        using var response = await _http.SendAsync(request);
        return (response.StatusCode, Parse(await response.Content.ReadAsStringAsync()));
    }
}
