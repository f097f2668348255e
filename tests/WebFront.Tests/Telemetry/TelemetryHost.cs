using FleetActors.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Telemetry;

/// <summary>The telemetry endpoint alone, on a free port, in front of devices that the test plays.</summary>
internal sealed class TelemetryHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TelemetryHost(WebApplication app, FakeDevices devices)
    {
        (_app, Devices) = (app, devices);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Client = new HttpClient { BaseAddress = new Uri(addresses.Single()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public FakeDevices Devices { get; }

    public HttpClient Client { get; }

    public static async Task<TelemetryHost> StartAsync(TelemetryOptions? options = null)
    {
        var devices = new FakeDevices();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(devices.Grains.Factory);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Roles.Ingest, policy => policy.RequireAssertion(_ => true));
        builder.Services.AddTelemetry(options ?? new TelemetryOptions());
        var app = builder.Build();
        app.UseAuthorization();
        app.MapTelemetry();
        await app.StartAsync();
        return new TelemetryHost(app, devices);
    }

    /// <summary>Posts a body to the endpoint.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json") => PostAsync(
        new StringContent(body, System.Text.Encoding.UTF8, System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType)));

    /// <summary>Posts a body to the endpoint.</summary>
    public Task<HttpResponseMessage> PostAsync(HttpContent body) => Client.PostAsync(new Uri("/api/v1/telemetry", UriKind.Relative), body);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
