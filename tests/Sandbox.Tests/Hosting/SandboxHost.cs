using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FleetActors.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace FleetActors.Sandbox.Tests;

/// <summary>A sandbox on a port of its own, with a clock that stands still and a sink for its webhooks.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    public const string VoiceUrl = "http://front.test/webhooks/voice";
    public const string SmsUrl = "http://front.test/webhooks/sms";
    public const string OnCall = "+13125550001";
    public const string Dispatcher = "+13125550002";
    public const string AlertNumber = "+13125559999";

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private int _numbers;

    private SandboxHost(WebApplication app, ManualClock clock, WebhookSink sink)
    {
        (_app, Clock, Sink) = (app, clock, sink);
        Sandbox = app.Services.GetRequiredService<TelnyxSandbox>();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _http = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(60) };
    }

    public ManualClock Clock { get; }

    public WebhookSink Sink { get; }

    public TelnyxSandbox Sandbox { get; }

    public string Address { get; }

    public static async Task<SandboxHost> StartAsync(Action<SandboxOptions>? configure = null, string apiPrefix = "")
    {
        var clock = new ManualClock();
        var sink = new WebhookSink();
        // No files, no watchers, no logging: a host per test has to be cheap.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IMediaConnector>(new NoMedia());
        builder.Services.AddTelnyxSandbox(options =>
        {
            options.WebhookUrl = VoiceUrl;
            options.MessagingWebhookUrl = SmsUrl;
            options.WebhookHandler = sink;
            configure?.Invoke(options);
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        app.MapTelnyxSandbox(apiPrefix);
        await app.StartAsync();
        return new SandboxHost(app, clock, sink);
    }

    /// <summary>Sends a command of the API with the right key.</summary>
    public Task<Answer> ApiAsync(string path, object? body = null, string method = "POST", string? key = "sandbox") =>
        SendAsync(method, "/v2" + path, body, key is null ? null : new AuthenticationHeaderValue("Bearer", key));

    public Task<Answer> GetApiAsync(string path) => ApiAsync(path, method: "GET");

    /// <summary>Calls the sandbox's own API: <c>phones/...</c>, <c>behaviour</c>, <c>log</c>.</summary>
    public Task<Answer> SandboxAsync(string path, object? body = null, string method = "POST") => SendAsync(method, "/sandbox/" + path, body, null);

    public async Task<JsonElement> PhoneAsync(string number) => (await SandboxAsync($"phones/{number}", method: "GET")).Ok();

    /// <summary>Does what the owner of a phone would.</summary>
    public async Task<JsonElement> ActAsync(string number, string action, object? body = null) => (await SandboxAsync($"phones/{number}/{action}", body)).Ok();

    public async Task BehaveAsync(object behaviour) => (await SandboxAsync("behaviour", behaviour, "PUT")).Ok();

    /// <summary>Dials with ordinary fields; <paramref name="more"/> adds or replaces some.</summary>
    public async Task<string> DialAsync(string to = OnCall, Dictionary<string, object?>? more = null) =>
        (await ApiAsync("/calls", DialBody(to, more))).Ok().GetProperty("data").GetProperty("call_control_id").GetString()!;

    public static Dictionary<string, object?> DialBody(string to = OnCall, Dictionary<string, object?>? more = null)
    {
        var body = new Dictionary<string, object?> { ["to"] = to, ["from"] = AlertNumber, ["connection_id"] = "1494404757140276705" };
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>A leg that a person has answered.</summary>
    public async Task<string> AnsweredAsync(string to = OnCall, Dictionary<string, object?>? more = null)
    {
        var leg = await DialAsync(to, more);
        await ActAsync(to, "answer");
        return leg;
    }

    public Task<Answer> CommandAsync(string leg, string action, object? body = null) => ApiAsync($"/calls/{leg}/actions/{action}", body ?? new { });

    /// <summary>A number that no other test of the same host uses.</summary>
    public string NewNumber() => $"+1415555{Interlocked.Increment(ref _numbers):0000}";

    /// <summary>Moves the clock and waits until the webhooks that brought about have been delivered.</summary>
    public async Task AdvanceAsync(TimeSpan step)
    {
        await SettleAsync();
        Clock.Advance(step);
        await SettleAsync();
    }

    public Task AdvanceAsync(double seconds) => AdvanceAsync(TimeSpan.FromSeconds(seconds));

    /// <summary>Every webhook sent so far, after waiting for those under way.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> WebhooksAsync()
    {
        await SettleAsync();
        return Sink.Received;
    }

    public async Task<IReadOnlyList<string>> EventTypesAsync() => [.. (await WebhooksAsync()).Select(static webhook => webhook.Type)];

    /// <summary>The only webhook of a type.</summary>
    public async Task<ReceivedWebhook> WebhookAsync(string type) =>
        (await WebhooksAsync()).Where(webhook => webhook.Type == type).ToList().ShouldHaveSingleItem();

    public async Task SettleAsync()
    {
        try
        {
            await Sandbox.WhenWebhooksSettledAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Webhooks are still under way after 30 s; so far: {string.Join(", ", Sink.Received.Select(static webhook => webhook.Type))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    public async Task<Answer> SendAsync(string method, string path, object? body, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = authorization;
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ToDictionary(h => h.Key, h => h.Value.Single()));
    }
}

/// <summary>An HTTP answer.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The first error's code.</summary>
    public string Code => Json.GetProperty("errors")[0].GetProperty("code").GetString()!;

    public IReadOnlyList<string> Pointers =>
        [.. Json.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("source").GetProperty("pointer").GetString()!)];

    public JsonElement Data => Ok().GetProperty("data");

    /// <summary>The body of an answer that must be 200.</summary>
    public JsonElement Ok()
    {
        Status.ShouldBe(200, Body);
        return Json;
    }
}
