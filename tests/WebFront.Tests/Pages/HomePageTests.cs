using FleetActors.Http;
using FleetActors.Support;

namespace FleetActors.Pages;

public sealed class HomePageTests(FrontFixture fixture) : IClassFixture<FrontFixture>
{
    [Fact]
    public async Task Get_Home_LinksWhatExistsAndLoadsNothingFromElsewhere()
    {
        using var response = await fixture.App.Client.GetAsync("/");
        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");

        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain(fixture.App.Url);
        page.ShouldNotContain("{{");
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(page, "(?:href|src)=\"([^\"]+)\""))
        {
            link.Groups[1].Value.ShouldStartWith("/");
            using var target = await fixture.App.Client.GetAsync(link.Groups[1].Value);
            ((int)target.StatusCode).ShouldBe(200, link.Groups[1].Value);
        }
    }

    [Fact]
    public async Task Get_OpenApi_DescribesTheReportAndTheFilters()
    {
        var document = await fixture.App.Client.SendAsync("GET", "/openapi/v1.json");
        document.Status.ShouldBe(200);
        var paths = document.Body.GetProperty("paths");
        paths.GetProperty("/alert").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
            .GetProperty("schema").GetProperty("properties").TryGetProperty("dedup_key", out _).ShouldBeTrue();
        paths.GetProperty("/alerts").GetProperty("get").GetProperty("parameters").GetRawText().ShouldContain("severity");
        paths.EnumerateObject().ShouldNotContain(path => path.Name.StartsWith("/sandbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_Sandbox_WithARealProvider_IsNotThere()
    {
        await using var app = await FrontApp.StartAsync(new()
        {
            ["TELNYX_API_KEY"] = "KEY0123",
            ["TELNYX_BASE_URL"] = "http://127.0.0.1:9/v2",
            ["TELNYX_PUBLIC_KEY"] = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            ["ALERT_NUMBER"] = "+15550100001",
            ["ONCALL_NUMBER"] = "+15550100002",
            ["DISPATCHER_NUMBER"] = "+15550100003",
            ["CONNECTION_ID"] = "1494404757140276705",
        });
        (await app.Client.SendAsync("GET", "/sandbox/phones")).Status.ShouldBe(404);
        (await app.Client.GetStringAsync("/")).ShouldNotContain("/sandbox");
    }
}
