using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FleetActors.Sandbox.Tests;

public class HostingTests
{
    [Fact]
    public async Task MapTelnyxSandbox_SharedHost_ServesTheApiUnderItsPrefix()
    {
        await using var host = await SandboxHost.StartAsync(apiPrefix: SandboxRegistration.SharedHostPrefix);

        var answer = await host.SendAsync("POST", "/sandbox/telnyx/v2/calls", SandboxHost.DialBody(), new AuthenticationHeaderValue("Bearer", "sandbox"));

        answer.Ok();
        (await host.SandboxAsync("log?kind=command", method: "GET")).Ok().GetProperty("entries")[0].GetProperty("path").GetString().ShouldBe("/calls");
        (await host.ApiAsync("/calls", SandboxHost.DialBody())).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/sandbox", "text/html")]
    [InlineData("/sandbox/sandbox.css", "text/css")]
    [InlineData("/sandbox/sandbox.js", "text/javascript")]
    public async Task Page_AndItsFiles_AreServedWithAStrictPolicy(string path, string type)
    {
        await using var host = await SandboxHost.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };

        using var response = await http.GetAsync(path);

        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'; script-src 'self'");
        var text = await response.Content.ReadAsStringAsync();
        text.Length.ShouldBeGreaterThan(500);
        text.ShouldNotContain("innerHTML");
        text.ShouldNotContain("src=\"http");
    }

    [Fact]
    public async Task Info_GivesThePublicKeyAndAddresses()
    {
        await using var host = await SandboxHost.StartAsync();

        var info = (await host.SandboxAsync("info", method: "GET")).Ok();

        info.GetProperty("public_key").GetString().ShouldBe(host.Sandbox.Keys.PublicKeyBase64);
        info.GetProperty("voice_webhook_url").GetString().ShouldBe(SandboxHost.VoiceUrl);
        info.GetProperty("messaging_webhook_url").GetString().ShouldBe(SandboxHost.SmsUrl);
    }

    [Fact]
    public async Task SigningKey_Supplied_GivesItsPublicKey()
    {
        await using var host = await SandboxHost.StartAsync(static options => options.SigningKey = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=");

        host.Sandbox.Keys.PublicKeyBase64.ShouldBe("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    }

    [Fact]
    public void Options_ByDefault_AreValidAndHaveTheDocumentedValues()
    {
        var options = new SandboxOptions();

        Problems(options).ShouldBeEmpty();
        (options.ApiKey, options.VoiceSpeed, options.WebhookTimeout, options.LogCapacity).ShouldBe(("sandbox", 1.0, TimeSpan.FromSeconds(2), 10_000));
        options.VoiceRetryDelays.Select(static delay => delay.TotalSeconds).ShouldBe([1, 2, 4, 8, 16]);
        options.MessagingRetryDelays.Count.ShouldBe(2);
        (options.WebhookUrl, options.MessagingWebhookUrl, options.ConnectionId, options.SigningKey).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void Options_Wrong_ReportEveryProblem()
    {
        Problems(new SandboxOptions { WebhookUrl = "front", MessagingWebhookUrl = "ftp://x", SigningKey = "short", WebhookTimeout = TimeSpan.Zero, InboundRingTime = TimeSpan.Zero })
            .Count.ShouldBe(5);
        Problems(new SandboxOptions { VoiceSpeed = 0 }).ShouldHaveSingleItem();
        Problems(new SandboxOptions { ApiKey = "" }).ShouldHaveSingleItem();
        Problems(new SandboxOptions { WebhookConcurrency = 0 }).ShouldHaveSingleItem();
        Problems(new SandboxOptions { LogCapacity = 0 }).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AddTelnyxSandbox_WrongSettings_StopTheStart()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTelnyxSandbox(static options => options.WebhookUrl = "front");
        await using var app = builder.Build();

        Should.Throw<OptionsValidationException>(() => app.MapTelnyxSandbox());
    }

    [Fact]
    public async Task Configuration_OfItsSection_IsRead()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Sandbox:WebhookUrl"] = "http://127.0.0.1:5000/webhooks/voice";
        builder.Configuration["Sandbox:VoiceSpeed"] = "50";
        builder.Configuration["Sandbox:DefaultNumber:AnswerAfterMs"] = "1500";
        builder.Services.AddTelnyxSandbox();
        await using var app = builder.Build();

        var options = app.Services.GetRequiredService<IOptions<SandboxOptions>>().Value;

        (options.WebhookUrl, options.VoiceSpeed, options.DefaultNumber.AnswerAfterMs).ShouldBe(("http://127.0.0.1:5000/webhooks/voice", 50.0, 1500));
    }

    private static List<ValidationResult> Problems(SandboxOptions options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return problems;
    }
}
