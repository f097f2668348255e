using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FleetActors.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FleetActors.Telnyx;

/// <summary>The sandbox on a free port, with hands for its phones.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private SandboxServer(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _http = new HttpClient { BaseAddress = new Uri(address) };
        Host = new TelnyxHost(address + "/v2", null, ("TELNYX_API_KEY", "sandbox"));
    }

    /// <summary>The adapter, connected.</summary>
    public TelnyxHost Host { get; }

    public static async Task<SandboxServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.AddTelnyxSandbox();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapTelnyxSandbox(apiPrefix: "");
        await app.StartAsync();
        return new SandboxServer(app);
    }

    public async Task<JsonElement> PhoneAsync(string number) => await _http.GetFromJsonAsync<JsonElement>($"/sandbox/phones/{number}");

    public async Task ActAsync(string number, string action, object? body = null)
    {
        using var response = await _http.PostAsJsonAsync($"/sandbox/phones/{number}/{action}", body ?? new { });
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    public async Task BehaveAsync(object behaviour)
    {
        using var response = await _http.PutAsJsonAsync("/sandbox/behaviour", behaviour);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
