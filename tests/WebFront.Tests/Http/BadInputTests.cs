using FleetActors.Alerts;
using FleetActors.Support;

namespace FleetActors.Http;

public sealed class BadInputTests(FrontFixture fixture) : IClassFixture<FrontFixture>
{
    private static readonly string NobodysAlert = AlertId.New(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, string, string?, string?, int, string> Table { get; } = new()
    {
        { "POST", "/alert", "", "application/json", 400, "No sensor data" },
        { "POST", "/alert", null, null, 400, "No sensor data" },
        { "POST", "/alert", "{}", "application/json", 400, "No sensor data" },
        { "POST", "/alert", "[]", "application/json", 400, "No sensor data" },
        { "POST", "/alert", "null", "application/json", 400, "No sensor data" },
        { "POST", "/alert", "{}", "application/x-www-form-urlencoded", 400, "No sensor data" },
        { "POST", "/alert", "{\"value\":", "application/json", 400, "invalid JSON" },
        { "POST", "/alert", "a=1&b=2", "application/x-www-form-urlencoded", 400, "invalid JSON" },
        { "POST", "/alert", "{\"v\":\"\\ud800\"}", "application/json", 400, "invalid JSON" },
        { "POST", "/alert", "<alert/>", "application/xml", 415, "unsupported media type" },
        { "POST", "/alert", "--x", "multipart/form-data; boundary=x", 415, "unsupported media type" },
        { "POST", "/alert", "{\"v\":1}", "not a type", 415, "unsupported media type" },
        { "POST", "/alert", "[1,2]", "application/json", 422, "body must be a JSON object" },
        { "POST", "/alert", "\"hot\"", "application/json", 422, "body must be a JSON object" },
        { "POST", "/alert", "{\"device_id\":7}", "application/json", 422, "device_id must be a text" },
        { "POST", "/alert", "{\"severity\":1}", "application/json", 422, "severity must be a text" },
        { "POST", "/alert", "{\"summary\":[\"a\"]}", "application/json", 422, "summary must be a text" },
        { "POST", "/alert", "{\"phone\":15550100101}", "application/json", 422, "phone must be a text" },
        { "POST", "/alert", "{\"dedup_key\":\"a\\u0000\"}", "application/json", 422, "dedup_key must not hold control characters" },
        { "GET", "/alert", null, null, 405, "method not allowed" },
        { "DELETE", "/alerts", null, null, 405, "method not allowed" },
        { "GET", "/alerts?status=closed", null, null, 422, "status must be open, paging, acknowledged, resolved, snoozed, suppressed or exhausted" },
        { "GET", "/alerts?severity=high", null, null, 422, "severity must be low, medium or critical" },
        { "GET", "/alerts?limit=0", null, null, 422, "limit must be a whole number from 1 to 500" },
        { "GET", "/alerts?limit=all", null, null, 422, "limit must be a whole number from 1 to 500" },
        { "GET", "/alerts?before=1", null, null, 422, "before must be an alert id" },
        { "GET", "/api/v1/alerts/none", null, null, 404, "unknown alert" },
        { "GET", "/api/v1/alerts/{nobody}", null, null, 404, "unknown alert" },
        { "GET", "/api/v1/alerts/%F0%9F%9A%9A", null, null, 404, "unknown alert" },
        { "GET", "/api/v1/alerts/{nobody}/plan", null, null, 404, "unknown alert" },
        { "GET", "/api/v1/alerts/x/plan", null, null, 404, "unknown alert" },
        { "POST", "/api/v1/alerts/x/acknowledge", "{\"by\":\"ann\"}", "application/json", 404, "unknown alert" },
        { "POST", "/api/v1/alerts/{nobody}/acknowledge", "{\"by\":\"ann\"}", "application/json", 404, "unknown alert" },
        { "POST", "/api/v1/alerts/{nobody}/escalate", "{\"by\":\"ann\"}", "application/json", 404, "unknown alert" },
        { "POST", "/api/v1/alerts/{nobody}/resolve", "{\"by\":\"ann\"}", "application/json", 404, "unknown alert" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"minutes\":5}", "application/json", 404, "unknown alert" },
        { "POST", "/api/v1/alerts/{nobody}/notes", "{\"by\":\"ann\",\"note\":\"x\"}", "application/json", 404, "unknown alert" },
        { "POST", "/api/v1/alerts/{nobody}/acknowledge", "", "application/json", 422, "by must say who acts" },
        { "POST", "/api/v1/alerts/{nobody}/acknowledge", "{\"by\":7}", "application/json", 422, "by must be a text" },
        { "POST", "/api/v1/alerts/{nobody}/acknowledge", "{\"by\":\" \"}", "application/json", 422, "by must say who acts" },
        { "POST", "/api/v1/alerts/{nobody}/acknowledge", "[]", "application/json", 422, "body must be a JSON object" },
        { "POST", "/api/v1/alerts/{nobody}/acknowledge", "{by", "application/json", 400, "invalid JSON" },
        { "POST", "/api/v1/alerts/{nobody}/notes", "{\"by\":\"ann\"}", "application/json", 422, "note is needed" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\"}", "application/json", 422, "until is needed" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"minutes\":0}", "application/json", 422, "minutes must be a whole number from 1 to 43200" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"minutes\":1.5}", "application/json", 422, "minutes must be a whole number from 1 to 43200" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"minutes\":\"5\"}", "application/json", 422, "minutes must be a whole number from 1 to 43200" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"until\":\"tomorrow\"}", "application/json", 422, "until must be an ISO 8601 time with Z or an offset" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"until\":\"2099-01-01T00:00:00\"}", "application/json", 422, "until must be an ISO 8601 time with Z or an offset" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"until\":\"2001-01-01T00:00:00Z\"}", "application/json", 422, "until must lie in the future, at most 30 days ahead" },
        { "POST", "/api/v1/alerts/{nobody}/snooze", "{\"by\":\"ann\",\"until\":7}", "application/json", 422, "until must be a text" },
        { "GET", "/api/v1/alerts/{nobody}/acknowledge", null, null, 405, "method not allowed" },
        { "GET", "/nowhere", null, null, 404, "not found" },
        { "POST", "/nowhere", "{}", "application/json", 404, "not found" },
        { "GET", "/api/v1/nothing", null, null, 404, "not found" },
        { "POST", "/webhooks/voice", "{}", "application/json", 401, "invalid signature" },
        { "POST", "/webhooks/voice", "", "application/json", 401, "invalid signature" },
        { "POST", "/webhooks/sms", "{}", "application/json", 401, "invalid signature" },
        { "POST", "/api/v1/call/incoming", "{}", "application/json", 401, "invalid signature" },
        { "POST", "/api/v1/call/incoming/", "{}", "application/json", 401, "invalid signature" },
        { "GET", "/webhooks/voice", null, null, 405, "method not allowed" },
        { "GET", "/api/v1/calls?status=lost", null, null, 422, "status must be ringing, active or ended" },
        { "GET", "/api/v1/calls?limit=201", null, null, 422, "limit must be a whole number from 1 to 200" },
        { "GET", "/api/v1/calls?limit=1&limit=2", null, null, 422, "limit must be given once" },
        { "GET", "/api/v1/calls?before=a%2Fb", null, null, 422, "before must be a call id" },
        { "GET", "/api/v1/calls/nobody", null, null, 404, "unknown call" },
        { "GET", "/api/v1/calls/a%01b", null, null, 404, "unknown call" },
        { "GET", "/api/v1/calls/%F0%9F%9A%9A", null, null, 404, "unknown call" },
        { "GET", "/api/v1/calls/nobody/recording", null, null, 404, "no recording" },
        { "GET", "/api/v1/calls/a%7Cb/recording", null, null, 404, "unknown call" },
        { "POST", "/api/v1/calls", "{}", "application/json", 405, "method not allowed" },
        { "POST", "/api/v1/queue/nobody/claim", "{\"by\":\"ann\"}", "application/json", 404, "unknown call" },
        { "POST", "/api/v1/queue/nobody/claim", "", "application/json", 422, "by must say who acts" },
        { "POST", "/api/v1/queue/nobody/claim", "{\"by\":7}", "application/json", 422, "by must be a text" },
        { "POST", "/api/v1/queue/nobody/claim", "[]", "application/json", 422, "body must be a JSON object" },
        { "POST", "/api/v1/queue/nobody/claim", "{by", "application/json", 400, "invalid JSON" },
        { "POST", "/api/v1/queue/a%7Cb/claim", "{\"by\":\"ann\"}", "application/json", 404, "unknown call" },
        { "POST", "/api/v1/queue/nobody/close", "{\"by\":\"ann\"}", "application/json", 404, "unknown call" },
        { "POST", "/api/v1/queue/nobody/close", "{\"by\":\"ann\",\"outcome\":\"open\"}", "application/json", 422, "outcome must be resolved or cancelled" },
        { "POST", "/api/v1/queue/nobody/close", "{\"by\":\"ann\",\"note\":7}", "application/json", 422, "note must be a text" },
        { "POST", "/api/v1/queue/nobody/join", "{\"by\":\"ann\",\"number\":\"+15550100001\"}", "application/json", 404, "unknown call" },
        { "POST", "/api/v1/queue/nobody/join", "{\"by\":\"ann\",\"number\":\"911\"}", "application/json", 422, "number must be a number with + and country code, such as +15550100001" },
        { "DELETE", "/api/v1/queue", null, null, 405, "method not allowed" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Request_BadInput_IsRefusedWithItsReason(string method, string path, string? body, string? contentType, int status, string error)
    {
        var answer = await fixture.App.Client.SendAsync(method, path.Replace("{nobody}", NobodysAlert, StringComparison.Ordinal), body, contentType);
        answer.Status.ShouldBe(status, answer.Body.ToString());
        answer.Error.ShouldBe(error);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Body.GetProperty("status").GetInt32().ShouldBe(status);
        answer.Body.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        answer.Body.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        if (status == 422)
        {
            answer.Body.GetProperty("field").GetString().ShouldBe(error.Split(' ')[0]);
        }
    }

    [Theory]
    [InlineData("/alert", 64 * 1024 + 1)]
    [InlineData("/alert", 2 * 1024 * 1024)]
    [InlineData("/webhooks/voice", 2 * 1024 * 1024)]
    public async Task Request_TooLarge_IsRefused(string path, int length)
    {
        var answer = await fixture.App.Client.SendAsync("POST", path, "{\"a\":\"" + new string('x', length) + "\"}");
        answer.Status.ShouldBe(413);
        answer.Error.ShouldBe("too large");
    }

    [Fact]
    public async Task Request_FarTooLarge_IsRefusedBeforeItIsSent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/voice") { Content = new ByteArrayContent(new byte[20 * 1024 * 1024]) };
        request.Headers.ExpectContinue = true;
        var answer = await Answer.ReadAsync(await fixture.App.Client.SendAsync(request));
        answer.Status.ShouldBe(413);
        answer.Response.Headers.ConnectionClose.ShouldBe(true);
    }

    [Fact]
    public async Task Request_TooLargeInChunks_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alert") { Content = new StreamContent(new MemoryStream(new byte[100_000])) };
        request.Headers.TransferEncodingChunked = true;
        var answer = await Answer.ReadAsync(await fixture.App.Client.SendAsync(request));
        answer.Status.ShouldBe(413);
    }

    [Fact]
    public async Task Request_GarbageOnEveryEndpoint_IsNeverAServerError()
    {
        var random = new Random(20260105);
        foreach (var (method, path) in Routes())
        {
            for (var round = 0; round < 5; round++)
            {
                var bytes = new byte[random.Next(1, 400)];
                random.NextBytes(bytes);
                using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", NobodysAlert, StringComparison.Ordinal));
                request.Content = method is "GET" or "HEAD" ? null : new ByteArrayContent(bytes);
                using var response = await fixture.App.Client.SendAsync(request);
                ((int)response.StatusCode).ShouldBeLessThan(500, $"{method} {path} {string.Join('\n', fixture.App.Log.Entries.TakeLast(1))}");
            }
        }
    }

    [Fact]
    public void Endpoints_Each_SaysWhoMayUseIt()
    {
        foreach (var endpoint in Endpoints())
        {
            var says = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null
                || endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>() is not null;
            says.ShouldBeTrue(endpoint.DisplayName);
        }
    }

    private IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in Endpoints().OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where !path.StartsWith("/sandbox", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, path);

    private IEnumerable<Microsoft.AspNetCore.Http.Endpoint> Endpoints() =>
        ((Microsoft.AspNetCore.Routing.EndpointDataSource)fixture.App.Services.GetService(typeof(Microsoft.AspNetCore.Routing.EndpointDataSource))!).Endpoints;
}
