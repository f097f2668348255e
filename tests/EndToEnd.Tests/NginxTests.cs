using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>The nginx site of <c>deploy/</c> before a real server, with one of its two fronts down.</summary>
public sealed class NginxTests
{
    [SkippableFact]
    public async Task Requests_ThroughNginx_ReachTheFrontThatIsUp()
    {
        Skip.IfNot(Nginx.IsHere, Nginx.Missing);
        await using var site = await Site.StartAsync();
        await using var nginx = await Nginx.StartAsync(site.Port);
        using var http = new HttpClient { BaseAddress = nginx.Url };

        // More often than a failed front is looked at, so that some of them meet the one that is down.
        for (var number = 0; number < 10; number++)
        {
            using var raised = await PostAsync(http, "/alert", $$"""{"dedup_key":"pump-{{number}}","severity":"low","summary":"It leaks."}""");
            raised.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        JsonNode.Parse(await http.GetStringAsync("/alerts"))!["alerts"]!.AsArray().Count.ShouldBe(10);
        (await site.MessagesAsync(Site.OnCall)).ShouldBeLessThanOrEqualTo(10, "no request was sent twice");
        (await StatusAsync(http, "/")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, "/api/v1/queue")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, "/debug/live_calls/")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(http, "/webhooks/voice", "{}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(http, "/alert", new string(' ', 2 * 1024 * 1024))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [SkippableFact]
    public async Task Call_WhoseSoundComesThroughNginx_IsHeardAndRecorded()
    {
        Skip.IfNot(Nginx.IsHere, Nginx.Missing);
        await using var site = await Site.StartAsync();
        await using var nginx = await Nginx.StartAsync(site.Port);
        site.Set(("HTTP_PUBLIC_URL", nginx.Url.ToString()), ("WS_PUBLIC_URL", $"ws://{nginx.Url.Authority}/ws"));
        await site.RestartServerAsync();

        var call = await site.UntilPacketAsync(await site.CallAsync("chest-pain", """ "speed":4 """));

        call["packet"]!["nlp"]!["transcript"]!.GetValue<string>().ShouldBe(Site.ScriptOf("chest-pain"));
        using var http = new HttpClient { BaseAddress = nginx.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, call["packet"]!["recording_url"]!.GetValue<string>()) { Headers = { { "Range", "bytes=0-3" } } };
        using var part = await http.SendAsync(request);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsStringAsync()).ShouldBe("RIFF");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string path, string body) =>
        http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        return response.StatusCode;
    }
}
