using FleetActors.OpenApi;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.Metadata;

namespace FleetActors.Telemetry;

/// <summary>Readings from devices.</summary>
internal static class TelemetryEndpoints
{
    /// <summary>Adds what the endpoint needs.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<TelemetryIntake>();
        return services;
    }

    public static IEndpointRouteBuilder MapTelemetry(this IEndpointRouteBuilder routes)
    {
        // One handler for all requests, without binding or a scope of services for each: it runs tens of thousands of times a second.
        var intake = routes.ServiceProvider.GetRequiredService<TelemetryIntake>();
        var options = routes.ServiceProvider.GetRequiredService<TelemetryOptions>();
        RequestDelegate handler = intake.HandleAsync;
        routes.MapPost("/api/v1/telemetry", handler)
            .RequireAuthorization(Roles.Ingest)
            .WithMetadata(new BodyLimit(options.MaxBytes), handler.Method)
            .WithTags("telemetry")
            .DescribeBody<ReadingBody>("application/json", "application/x-ndjson")
            .WithSummary("Takes readings: one object, an array, or NDJSON. Every accepted reading was evaluated, and every alert it caused is stored.");
        return routes;
    }

    private sealed class BodyLimit(int maxBytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => maxBytes;
    }
}
